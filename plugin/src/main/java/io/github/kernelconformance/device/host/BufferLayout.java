package io.github.kernelconformance.device.host;

import io.github.kernelconformance.family.Argument;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the buffers of a launch go in one piece of memory.
 *
 * @param offsets of each argument, in order
 * @param size of the whole, in bytes
 */
record BufferLayout(List<Long> offsets, long size) {

  /** Buffers start at multiples of this many bytes, as in Metal's constant address space. */
  private static final int ALIGNMENT = 256;

  /** Enough for the engine's guard bytes. */
  private static final long GAP = 512;

  /**
   * With checks, what a wrong index reaches is to be nobody's. Gaps are never touched, so they cost
   * only addresses.
   */
  private static final long CHECKED_GAP = 1 << 18;

  static BufferLayout of(List<Argument> arguments, boolean checked) {
    long gap = checked ? CHECKED_GAP : GAP;
    List<Long> offsets = new ArrayList<>();
    long offset = gap;
    for (Argument argument : arguments) {
      offsets.add(offset);
      offset = aligned(offset + length(argument)) + gap;
    }
    return new BufferLayout(List.copyOf(offsets), offset);
  }

  /** The size of a buffer in bytes. */
  static int length(Argument argument) {
    if (argument instanceof Argument.Input input) {
      return input.bytes().length;
    }
    if (argument instanceof Argument.Threadgroup threadgroup) {
      return threadgroup.length();
    }
    return argument instanceof Argument.Output output ? output.length() : 0;
  }

  private static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
