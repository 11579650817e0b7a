package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.View;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the elements of a buffer lie.
 *
 * @param sizes the outermost first
 * @param strides from one index to the next, in elements
 * @param start the place of element 0, in elements from the start of the allocation
 * @param length of the allocation, in elements
 */
record MemoryLayout(int[] sizes, int[] strides, int start, int length) {

  /**
   * What lies between rows and before an element 0: as many elements keep the alignment that rows
   * have, so that a kernel that loads vectors where a dense buffer allows it may do so here.
   */
  private static final int GAP = 16;

  /** Row-major without gaps. */
  static MemoryLayout dense(int[] sizes) {
    int[] strides = strides(sizes, order(sizes.length), 0, 0, 1);
    return new MemoryLayout(sizes, strides, 0, count(sizes));
  }

  /**
   * A view; empty if the buffer cannot have it.
   *
   * @param free the number of outermost dimensions that may have any stride
   * @param written whether the kernel writes it, so that no two indices may share an element
   */
  static Optional<MemoryLayout> of(View view, int[] sizes, int free, boolean written) {
    int rank = sizes.length;
    if (free == 0 || view == View.DENSE) {
      return Optional.empty();
    }
    return switch (view) {
      case DENSE -> Optional.empty();
      case PADDED ->
          Optional.of(
              spanning(sizes, strides(sizes, order(rank), free, GAP, free == rank ? 2 : 1), 0));
      case TRANSPOSED -> {
        if (free < 2) {
          yield Optional.empty();
        }
        int[] order = order(rank);
        order[free - 1] = free - 2;
        order[free - 2] = free - 1;
        yield Optional.of(spanning(sizes, strides(sizes, order, 0, 0, 1), 0));
      }
      case OFFSET -> Optional.of(spanning(sizes, dense(sizes).strides(), GAP));
      case BROADCAST -> {
        int[] strides = dense(sizes).strides();
        strides[0] = 0;
        yield written ? Optional.empty() : Optional.of(spanning(sizes, strides, 0));
      }
      case REVERSED -> {
        int[] strides = dense(sizes).strides();
        int start = Math.multiplyExact(sizes[0] - 1, strides[0]);
        strides[0] = -strides[0];
        yield Optional.of(new MemoryLayout(sizes, strides, start, count(sizes)));
      }
    };
  }

  /** The place of each element in row-major order, in elements from the start of the allocation. */
  int[] places() {
    int[] places = new int[count(sizes)];
    int[] index = new int[sizes.length];
    int place = start;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int d = sizes.length - 1; d >= 0; d--) {
        index[d]++;
        place += strides[d];
        if (index[d] < sizes[d]) {
          break;
        }
        place -= strides[d] * sizes[d];
        index[d] = 0;
      }
    }
    return places;
  }

  /**
   * The elements row-major without gaps.
   *
   * @param allocation the bytes of all of it
   * @param size of an element in bytes
   * @param before so many bytes come first
   */
  byte[] gathered(byte[] allocation, int size, int before) {
    if (isDense() && before == 0) {
      return allocation;
    }
    int[] places = places();
    byte[] gathered = new byte[places.length * size];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(allocation, before + places[i] * size, gathered, i * size, size);
    }
    return gathered;
  }

  /** How many elements before element 0 belong to it: those that negative strides lead to. */
  int reach() {
    int reach = 0;
    for (int d = 0; d < sizes.length; d++) {
      reach += Math.max(0, -strides[d]) * (sizes[d] - 1);
    }
    return reach;
  }

  boolean isDense() {
    return start == 0 && Arrays.equals(strides, dense(sizes).strides);
  }

  /** How many elements there are. */
  static int count(int[] sizes) {
    int count = 1;
    for (int size : sizes) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /** Dimensions, the outermost first in memory too. */
  private static int[] order(int rank) {
    int[] order = new int[rank];
    for (int d = 0; d < rank; d++) {
      order[d] = d;
    }
    return order;
  }

  /**
   * @param order the dimensions as they nest in memory, the outermost first
   * @param padded so many outermost ones have a gap after each index
   * @param innermost the stride of the innermost
   */
  private static int[] strides(int[] sizes, int[] order, int padded, int gap, int innermost) {
    int[] strides = new int[sizes.length];
    int next = innermost;
    for (int i = order.length - 1; i >= 0; i--) {
      int d = order[i];
      boolean last = i == order.length - 1;
      strides[d] = i < padded && !last ? Math.addExact(next, gap) : next;
      next = Math.multiplyExact(strides[d], sizes[d]);
    }
    return strides;
  }

  private static MemoryLayout spanning(int[] sizes, int[] strides, int start) {
    int last = start;
    for (int d = 0; d < sizes.length; d++) {
      last = Math.addExact(last, Math.multiplyExact(sizes[d] - 1, strides[d]));
    }
    return new MemoryLayout(sizes, strides, start, last + 1);
  }
}
