package io.github.kernelconformance.report;

import io.github.kernelconformance.toolchain.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * NumPy's file format for one array, {@code .npy}, version 1.0: a magic string, the version, the
 * length of the header as a little-endian 16-bit number, the header, which is a dictionary as
 * Python writes it, padded with spaces to a multiple of 64 bytes and ended by a line feed, and the
 * data. See {@code numpy.lib.format} in NumPy's reference.
 */
final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /**
   * Writes an array that is row-major without gaps.
   *
   * @param type as NumPy's array protocol spells it, for example {@code <f4}
   * @param data little-endian
   */
  static void write(Path file, String type, List<Integer> shape, byte[] data) throws IOException {
    byte[] header = header(type, shape);
    byte[] length =
        ByteBuffer.allocate(Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) header.length)
            .array();
    AtomicFile.make(
        file,
        out -> {
          out.write(MAGIC);
          out.write(length);
          out.write(header);
          out.write(data);
        });
  }

  private static byte[] header(String type, List<Integer> shape) {
    // Python needs the comma for a tuple of one and takes it for all.
    String sizes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int before = MAGIC.length + Short.BYTES;
    int ended = before + dictionary.length() + 1;
    String padding = " ".repeat(Math.floorMod(-ended, ALIGNMENT));
    return (dictionary + padding + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
