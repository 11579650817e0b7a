package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the buffers of launches lie in one piece of memory, with guards that nobody is to write
 * before and after each.
 *
 * @param places of each launch, in the order of its arguments; threadgroup memory has none
 * @param size of all, in bytes
 */
public record ArenaLayout(List<List<Place>> places, long size) {

  /** The bytes of a guard on either side of a buffer. */
  public static final int GUARD = 4096;

  /** What {@code cuMemAlloc} aligns to, so that a buffer is as aligned as one of its own. */
  static final int ALIGNMENT = 256;

  /** For an argument that a host leaves unbound: more than any element has. */
  static final int UNBOUND = 256;

  /**
   * A buffer.
   *
   * @param begin where it begins, in bytes; its pointer may point further on
   */
  public record Place(Argument argument, long begin, int length) {

    /** Where the kernel's pointer points. */
    public long pointer() {
      return begin + argument.offset();
    }

    /** Where what the kernel may touch begins. */
    long first() {
      return begin + argument.first();
    }

    long end() {
      return begin + length;
    }

    /** Where the guard begins that is before it; what the kernel may not reach belongs to it. */
    long guard() {
      return begin - GUARD;
    }
  }

  /** Lays out the buffers of some launches. */
  public static ArenaLayout of(List<Launch> launches) {
    List<List<Place>> all = new ArrayList<>();
    long next = 0;
    for (Launch launch : launches) {
      List<Place> places = new ArrayList<>();
      for (Argument argument : launch.arguments()) {
        if (!(argument instanceof Argument.Threadgroup)) {
          Place place = new Place(argument, next + GUARD, length(argument));
          places.add(place);
          next = (place.end() + GUARD + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
      }
      all.add(List.copyOf(places));
    }
    return new ArenaLayout(List.copyOf(all), next);
  }

  static int length(Argument argument) {
    if (argument instanceof Argument.Input input) {
      return input.bytes().length;
    }
    return argument instanceof Argument.Output output ? output.length() : UNBOUND;
  }
}
