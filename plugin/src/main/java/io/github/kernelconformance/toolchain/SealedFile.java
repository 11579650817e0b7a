package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that ends with the {@link Checksum} of all that is before, so that a damaged one is known.
 * Who reads ELF passes over what follows its sections.
 */
public final class SealedFile {

  private SealedFile() {}

  /** Appends the checksum of a file to it. */
  public static void seal(Path file) throws IOException {
    Files.writeString(file, Checksum.ofFile(file), StandardOpenOption.APPEND);
  }

  /** How many bytes a sealed file has before its seal. */
  public static long length(Path file) throws IOException {
    return Files.size(file) - Checksum.LENGTH;
  }

  /**
   * Makes a file with some bytes and its seal, and the directory that it is in.
   *
   * @throws IOException if it cannot be written
   */
  public static void make(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.make(
        file,
        out -> {
          out.write(content);
          out.write(Checksum.of(content, content.length).getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  /** What a file holds that is intact, without its seal; empty if it is not. */
  public static Optional<byte[]> content(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length - Checksum.LENGTH;
      return isIntact(bytes) ? Optional.of(Arrays.copyOf(bytes, end)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a file is as it was when it was sealed. One that cannot be read is not. */
  public static boolean isIntact(Path file) {
    try {
      return isIntact(Files.readAllBytes(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isIntact(byte[] bytes) {
    int end = bytes.length - Checksum.LENGTH;
    return end >= 0
        && Checksum.of(bytes, end)
            .equals(new String(bytes, end, Checksum.LENGTH, StandardCharsets.ISO_8859_1));
  }
}
