package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is in a buffer, by index, wherever the elements lie in memory.
 *
 * @param type of an element
 * @param sizes the outermost first
 * @param reals the elements as numbers; empty for blocks
 * @param bytes the elements as bytes, row-major without gaps
 */
record Elements(ElementType type, int[] sizes, double[] reals, byte[] bytes) {

  /** Not to be read by any kernel: NaN in every floating-point type, -1 as an integer. */
  private static final byte GAP = (byte) 0xFF;

  static Elements ofReals(ScalarType type, int[] sizes, double[] reals) {
    Optional<DType> floating = type.dtype();
    if (floating.isPresent()) {
      return new Elements(type, sizes, reals, floating.get().encode(reals));
    }
    ByteBuffer buffer = Encoding.buffer(new byte[Math.multiplyExact(reals.length, type.bytes())]);
    for (int i = 0; i < reals.length; i++) {
      Encoding.put(buffer, i * type.bytes(), type, reals[i]);
    }
    return new Elements(type, sizes, reals, buffer.array());
  }

  static Elements ofIntegers(ScalarType type, int[] sizes, long[] integers) {
    ByteBuffer buffer =
        Encoding.buffer(new byte[Math.multiplyExact(integers.length, type.bytes())]);
    double[] reals = new double[integers.length];
    for (int i = 0; i < integers.length; i++) {
      Encoding.put(buffer, i * type.bytes(), type, integers[i]);
      reals[i] = Encoding.real(buffer, i * type.bytes(), type);
    }
    return new Elements(type, sizes, reals, buffer.array());
  }

  static Elements ofBlocks(Layout type, int[] sizes, byte[] bytes) {
    return new Elements(type, sizes, new double[0], bytes);
  }

  /** The same with the first index of the outermost dimension at all of them. */
  Elements broadcast() {
    int once = bytes.length / sizes[0];
    byte[] all = bytes.clone();
    double[] numbers = reals.clone();
    for (int i = 1; i < sizes[0]; i++) {
      System.arraycopy(bytes, 0, all, i * once, once);
      int count = reals.length / sizes[0];
      System.arraycopy(reals, 0, numbers, i * count, count);
    }
    return new Elements(type, sizes, numbers, all);
  }

  /**
   * The bytes of the allocation.
   *
   * @param before so many bytes come first
   */
  byte[] spread(MemoryLayout layout, int before) {
    if (layout.isDense() && before == 0) {
      return bytes;
    }
    int size = bytes.length / MemoryLayout.count(sizes);
    byte[] spread = new byte[before + Math.multiplyExact(layout.length(), size)];
    Arrays.fill(spread, GAP);
    int[] places = layout.places();
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(bytes, i * size, spread, before + places[i] * size, size);
    }
    return spread;
  }

  /** The place of an element in row-major order; -1 if an index is out of range. */
  int place(int... index) {
    int place = 0;
    for (int d = 0; d < index.length; d++) {
      if (index[d] < 0 || index[d] >= sizes[d]) {
        return -1;
      }
      place = place * sizes[d] + index[d];
    }
    return place;
  }
}
