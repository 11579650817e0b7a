package io.github.kernelconformance.device.host;

import io.github.kernelconformance.family.Argument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the buffers of a launch go in one piece of memory.
 *
 * @param offsets of each argument, in order
 * @param behind how many guard bytes follow each
 * @param size of the whole, in bytes
 */
record BufferLayout(List<Long> offsets, List<Integer> behind, long size) {

  /** So many guard bytes the engine has before a buffer, and by default behind it. */
  static final int GUARD = 256;

  /** Buffers start at multiples of this many bytes, as in Metal's constant address space. */
  private static final int ALIGNMENT = 256;

  /** Enough for the engine's guard bytes. */
  private static final long GAP = 512;

  /**
   * With checks, what a wrong index reaches is to be nobody's. Gaps are never touched, so they cost
   * only addresses.
   */
  private static final long CHECKED_GAP = 1 << 18;

  /**
   * What a buffer is moved by beside the others, so that no two lie at one distance from the start
   * of a page, where they would compete for a few lines of the cache.
   */
  private static final long STAGGER = 4096 + ALIGNMENT;

  private BufferLayout(List<Long> offsets, long size) {
    this(List.copyOf(offsets), Collections.nCopies(offsets.size(), GUARD), size);
  }

  /** The same so much further on. */
  BufferLayout after(long bytes) {
    return new BufferLayout(offsets.stream().map(it -> it + bytes).toList(), behind, size + bytes);
  }

  /** The layout of the first run, or of the only one. */
  static BufferLayout of(List<Argument> arguments, boolean checked) {
    long gap = checked ? CHECKED_GAP : GAP;
    List<Long> offsets = new ArrayList<>();
    long offset = gap;
    for (Argument argument : arguments) {
      offsets.add(offset);
      offset = aligned(offset + length(argument)) + gap;
    }
    return new BufferLayout(offsets, offset);
  }

  /**
   * The layout of the second run of a launch with checks: buffers in reverse order, two first
   * layouts apart.
   *
   * <p>An access that starts in one buffer's address and ends up in another buffer does so, in the
   * first layout, over less than that layout's size, and in this one over more. The same wrong
   * offset never does so in both. Here it meets nobody's bytes, and the buffer that its address
   * came from is the nearest one.
   *
   * <p>Distances are rounded up, so that launches of nearly the same sizes use the same pages.
   */
  static BufferLayout apart(List<Argument> arguments) {
    long gap = 2 * rounded(of(arguments, true).size());
    long longest = arguments.stream().mapToLong(BufferLayout::length).max().orElse(0);
    long step = rounded(longest) + gap + STAGGER;
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      offsets.add(gap + i * step);
    }
    Collections.reverse(offsets);
    return new BufferLayout(offsets, gap + arguments.size() * step);
  }

  /** At least a length, with three significant bits and whole pages. */
  private static long rounded(long length) {
    long unit = Math.max(4096, Long.highestOneBit(length) / 4);
    return (length + unit - 1) / unit * unit;
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
