package io.github.kernelconformance.device.host;

import io.github.kernelconformance.family.Argument;
import java.util.ArrayList;
import java.util.List;

/**
 * Where buffers go if nobody looks at each access: each ends where a page begins that nobody may
 * touch. The pages stay where they are from one launch to the next, unless a buffer needs more room
 * than any before it, since each change of one is a system call.
 *
 * <p>A buffer starts at a multiple of 32 bytes, as no type of Metal asks for more. So as many as 31
 * bytes lie between the end of some buffers and their page. They are guard bytes.
 */
final class GuardedLayout {

  /** The widest type of Metal, {@code ulong4}, has as many bytes, and its loads may trap. */
  static final int ALIGNMENT = 32;

  /** So many bytes are kept for launches to come. */
  private static final long MOST = 1L << 30;

  private final int page;
  private List<Long> rooms = List.of();

  /**
   * @param page the size of a page that can be guarded
   */
  GuardedLayout(int page) {
    this.page = page;
  }

  /** The layout of a launch, with room for all launches before it, unless that is too much. */
  BufferLayout of(List<Argument> arguments) {
    BufferLayout layout = larger(arguments);
    if (layout.size() > MOST) {
      rooms = List.of();
      layout = larger(arguments);
    }
    return layout;
  }

  private BufferLayout larger(List<Argument> arguments) {
    List<Long> larger = new ArrayList<>(rooms);
    for (int i = 0; i < arguments.size(); i++) {
      long room = rounded(BufferLayout.length(arguments.get(i)));
      if (i < larger.size()) {
        larger.set(i, Math.max(larger.get(i), room));
      } else {
        larger.add(room);
      }
    }
    rooms = List.copyOf(larger);
    return layout(arguments);
  }

  /** Where the pages are that nobody may touch, for the layouts until a larger one. */
  long[] guards() {
    long[] guards = new long[rooms.size()];
    long at = 0;
    for (int i = 0; i < guards.length; i++) {
      at += rooms.get(i);
      guards[i] = at;
      at += page;
    }
    return guards;
  }

  private BufferLayout layout(List<Argument> arguments) {
    long[] guards = guards();
    List<Long> offsets = new ArrayList<>();
    List<Integer> behind = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      // What is not bound may be read in vain.
      long length =
          argument instanceof Argument.Unbound
              ? BufferLayout.GUARD
              : aligned(BufferLayout.length(argument));
      offsets.add(guards[i] - length);
      behind.add((int) length - BufferLayout.length(argument));
    }
    long size = guards.length == 0 ? page : guards[guards.length - 1] + page;
    return new BufferLayout(List.copyOf(offsets), List.copyOf(behind), size);
  }

  private static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Room for a buffer and the guard bytes before it, in whole pages and three significant bits. */
  private long rounded(long length) {
    long all = aligned(length) + BufferLayout.GUARD;
    long unit = Math.max(page, Long.highestOneBit(all) / 4);
    return (all + unit - 1) / unit * unit;
  }
}
