package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that exists whole or not at all, however many builds make it at once. */
public final class AtomicDirectory {

  /** Where {@link #ensureIntact} keeps the checksums of the files beside it. */
  private static final String RECORD = "checksums";

  private AtomicDirectory() {}

  /** Puts files into an empty directory. */
  @FunctionalInterface
  public interface Filler {
    void fill(Path directory) throws IOException;
  }

  /** Tells whether the files of a directory are as its filler makes them. */
  @FunctionalInterface
  interface Inspector {
    boolean isIntact(Path directory) throws IOException;
  }

  /**
   * Makes the directory unless it is there and intact: fills a sibling and renames it. A build that
   * loses the race takes the winner's. In a directory that is damaged, each file is replaced by a
   * rename, so that other builds may use them meanwhile. No sweep deletes the directory while this
   * process runs.
   *
   * @throws IOException what the filler throws, or where files cannot be written
   */
  static Path ensure(Path directory, Inspector inspector, Filler filler) throws IOException {
    CacheUse.ofDirectory(directory);
    boolean there = Files.isDirectory(directory);
    if (there && inspector.isIntact(directory)) {
      return directory;
    }
    Files.createDirectories(directory.getParent());
    Path sibling =
        Files.createTempDirectory(
            directory.getParent(), directory.getFileName() + AtomicFile.UNFINISHED);
    try {
      filler.fill(sibling);
      if (there) {
        replace(sibling, directory);
      } else {
        Files.move(sibling, directory, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (FileSystemException e) {
      if (there || !Files.isDirectory(directory)) {
        throw e;
      }
    } finally {
      delete(sibling);
    }
    return directory;
  }

  /**
   * The same for a filler that does not know beforehand what it will make: the directory is intact
   * if its files are those that the filler left there.
   *
   * @throws IOException what the filler throws, or where files cannot be written
   */
  public static Path ensureIntact(Path directory, Filler filler) throws IOException {
    return ensure(
        directory,
        it -> Inputs.unchanged(it.resolve(RECORD), "", it),
        part -> {
          filler.fill(part);
          Inputs.of("", part, names(part)).write(part.resolve(RECORD));
        });
  }

  private static void replace(Path from, Path to) throws IOException {
    for (String name : names(from)) {
      Files.createDirectories(to.resolve(name).getParent());
      AtomicFile.replace(from.resolve(name), to.resolve(name));
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
