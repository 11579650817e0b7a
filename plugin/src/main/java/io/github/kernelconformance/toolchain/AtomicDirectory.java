package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that exists whole or not at all, however many builds make it at once. */
public final class AtomicDirectory {

  private AtomicDirectory() {}

  /** Puts files into an empty directory. */
  @FunctionalInterface
  public interface Filler {
    void fill(Path directory) throws IOException;
  }

  /**
   * Makes the directory unless it is there: fills a sibling and renames it. A build that loses the
   * race takes the winner's.
   *
   * @throws IOException what the filler throws, or where files cannot be written
   */
  public static Path ensure(Path directory, Filler filler) throws IOException {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    Files.createDirectories(directory.getParent());
    Path sibling =
        Files.createTempDirectory(directory.getParent(), directory.getFileName() + ".part-");
    try {
      filler.fill(sibling);
      Files.move(sibling, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    } finally {
      delete(sibling);
    }
    return directory;
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
