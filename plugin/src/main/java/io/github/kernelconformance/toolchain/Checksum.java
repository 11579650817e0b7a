package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells whether bytes have changed by accident: their CRC-32 (ISO 3309) and their CRC-32C (RFC
 * 3720), as 16 hexadecimal digits. A JVM computes these at full speed from its first moment, and a
 * digest does not; as an address of contents {@link Digests} is better.
 */
public final class Checksum {

  /** How many digits a checksum has. */
  static final int LENGTH = 16;

  private Checksum() {}

  /**
   * The checksum of a file's content.
   *
   * @throws IOException where it cannot be read; a {@link java.nio.file.NoSuchFileException} where
   *     it is not there
   */
  public static String ofFile(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return of(bytes, bytes.length);
  }

  /** The checksum of the first bytes of an array. */
  static String of(byte[] bytes, int length) {
    CRC32 crc32 = new CRC32();
    crc32.update(bytes, 0, length);
    CRC32C crc32c = new CRC32C();
    crc32c.update(bytes, 0, length);
    String text = Long.toHexString(crc32.getValue() << 32 | crc32c.getValue());
    return "0".repeat(LENGTH - text.length()) + text;
  }
}
