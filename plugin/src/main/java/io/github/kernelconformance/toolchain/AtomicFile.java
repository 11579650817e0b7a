package io.github.kernelconformance.toolchain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that a reader sees as they were or as they will be: never half written, and never missing
 * while they are replaced. Each is written under a name of its own in the same directory, and
 * renamed. All files that another process may read are written through this class.
 */
public final class AtomicFile {

  /** In the names of files that are not finished yet. */
  static final String UNFINISHED = ".part-";

  private static final System.Logger LOGGER = System.getLogger(AtomicFile.class.getName());

  /** The directories whose file systems cannot rename in one step; each is reported once. */
  private static final Set<Path> REPORTED = ConcurrentHashMap.newKeySet();

  private AtomicFile() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Writes the text that a file is to hold, in UTF-8. */
  @FunctionalInterface
  public interface Text {
    void write(Writer out) throws IOException;
  }

  /**
   * Makes a file, or replaces it. If this throws, the file is as it was before.
   *
   * @param file in a directory that exists; if it is a symbolic link, what it names is replaced
   * @throws IOException what the content throws, or if the file cannot be written
   */
  public static void make(Path file, Content content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path unfinished = unfinished(target);
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        content.write(out);
      }
      replace(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Makes or replaces a text file; as {@link #make}. */
  public static void write(Path file, Text text) throws IOException {
    make(
        file,
        bytes -> {
          try (Writer out = new BufferedWriter(new OutputStreamWriter(bytes, UTF_8))) {
            text.write(out);
          }
        });
  }

  /** Makes or replaces a text file; as {@link #make}. */
  public static void write(Path file, String text) throws IOException {
    make(file, out -> out.write(text.getBytes(UTF_8)));
  }

  /** A name beside a file under which no other build writes. */
  public static Path unfinished(Path file) {
    return file.resolveSibling(
        "%s%s%d-%08x"
            .formatted(
                file.getFileName(),
                UNFINISHED,
                ProcessHandle.current().pid(),
                ThreadLocalRandom.current().nextInt()));
  }

  /**
   * Renames a finished file, over another if there is one. On a file system that cannot do that in
   * one step, a reader may see no file for a moment; a warning says so.
   *
   * @param finished beside the file
   */
  public static void replace(Path finished, Path file) throws IOException {
    try {
      Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path directory = file.toAbsolutePath().getParent();
      if (REPORTED.add(directory)) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "The file system of "
                + directory
                + " cannot replace a file in one step. Another program that reads a file there"
                + " while this build replaces it may find it missing.");
      }
      Files.move(finished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
