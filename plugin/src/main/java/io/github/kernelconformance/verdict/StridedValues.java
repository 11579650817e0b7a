package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array as a kernel finds it in a buffer, element by element in row-major order. */
final class StridedValues {

  private final ArrayType.Element element;
  private final int[] shape;
  private final long[] strides;
  private final int offset;
  private final int size;
  private final ByteBuffer bytes;

  /**
   * An array.
   *
   * @param bytes the whole buffer, little-endian
   * @param offset of the element whose indices are 0, in bytes
   */
  StridedValues(ArrayType type, byte[] bytes, int offset) {
    element = type.element();
    shape = new int[type.shape().size()];
    strides = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = type.shape().get(i);
      strides[i] = type.strides().get(i);
    }
    size = type.size();
    this.offset = offset;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int size() {
    return size;
  }

  double at(int i) {
    long place = 0;
    int rest = i;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place += rest % shape[axis] * strides[axis];
      rest /= shape[axis];
    }
    return element.get(bytes.position(Math.toIntExact(offset + place * element.bytes())));
  }
}
