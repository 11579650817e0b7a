package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells whether a file's content has changed by accident: its CRC-32 (ISO 3309) and its CRC-32C
 * (RFC 3720). A JVM computes these at full speed from its first moment, and a digest does not; as
 * an address of contents {@link Digests} is better.
 */
public final class Checksum {

  private Checksum() {}

  /**
   * The checksum of a file's content, as 16 hexadecimal digits.
   *
   * @throws IOException where it cannot be read; a {@link java.nio.file.NoSuchFileException} where
   *     it is not there
   */
  public static String ofFile(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    CRC32 crc32 = new CRC32();
    crc32.update(bytes, 0, bytes.length);
    CRC32C crc32c = new CRC32C();
    crc32c.update(bytes, 0, bytes.length);
    String text = Long.toHexString(crc32.getValue() << 32 | crc32c.getValue());
    return "0".repeat(16 - text.length()) + text;
  }
}
