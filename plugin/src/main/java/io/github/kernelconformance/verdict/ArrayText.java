package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Values of arrays as text: codes in hexadecimal, numbers with the digits that tell them apart. */
final class ArrayText {

  private ArrayText() {}

  /**
   * The first values of an array.
   *
   * @param bytes little-endian
   */
  static List<String> head(ArrayType.Element element, byte[] bytes, int most) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<String> head = new ArrayList<>();
    while (head.size() < most && buffer.remaining() >= element.bytes()) {
      head.add(next(element, buffer));
    }
    return List.copyOf(head);
  }

  private static String next(ArrayType.Element element, ByteBuffer buffer) {
    return switch (element) {
      case UINT8 -> hex(buffer.get(), 2);
      case UINT16 -> hex(buffer.getShort(), 4);
      case UINT32 -> hex(buffer.getInt(), 8);
      case FLOAT64 -> Figures.significant(buffer.getDouble(), 17);
      case FLOAT32 -> number(DType.FLOAT32, buffer);
      case FLOAT16 -> number(DType.FLOAT16, buffer);
      case BFLOAT16 -> number(DType.BFLOAT16, buffer);
      case BOOL -> Boolean.toString(buffer.get() != 0);
      case INT8 -> Byte.toString(buffer.get());
      case INT16 -> Short.toString(buffer.getShort());
      case INT32 -> Integer.toString(buffer.getInt());
      case INT64 -> Long.toString(buffer.getLong());
      case UINT64 -> hex(buffer.getLong(), 16);
    };
  }

  /** The last digits of a number. */
  private static String hex(long code, int digits) {
    return "0x" + HexFormat.of().toHexDigits(code, digits);
  }

  private static String number(DType dtype, ByteBuffer buffer) {
    return Figures.significant(dtype.get(buffer), Figures.digits(dtype));
  }
}
