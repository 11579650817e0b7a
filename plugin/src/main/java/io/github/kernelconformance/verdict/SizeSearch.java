package io.github.kernelconformance.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds small sizes that still fail, axis by axis until none gets smaller. Along an axis the
 * smallest sizes are tried first, for what fails need not be all that is larger than a threshold.
 *
 * @param <P> a point of some axes
 */
public final class SizeSearch<P> {

  /** So many of the smallest sizes are tried one by one; between them and the size, by halves. */
  private static final int MOST_SMALL = 40;

  /** What points there are. */
  public interface Space<P> {

    /** The axes whose sizes may get smaller, in the order in which they are tried. */
    List<String> axes(P point);

    /** The size of a point on an axis, at least 1. */
    int size(P point, String axis);

    /** The point that differs on an axis alone; empty if there is none. */
    Optional<P> at(P point, String axis, int size);
  }

  private final Space<P> space;
  private final Predicate<P> fails;
  private final BooleanSupplier over;

  /**
   * @param fails whether a point fails
   * @param over whether to stop and be content with what there is
   */
  public SizeSearch(Space<P> space, Predicate<P> fails, BooleanSupplier over) {
    this.space = space;
    this.fails = fails;
    this.over = over;
  }

  /**
   * A point that fails, no larger on any axis.
   *
   * @param failing a point that fails; it is not tested
   */
  public P smallest(P failing) {
    P best = failing;
    boolean smaller = true;
    while (smaller && !over.getAsBoolean()) {
      smaller = false;
      for (String axis : space.axes(best)) {
        Optional<P> found = along(best, axis);
        smaller |= found.isPresent();
        best = found.orElse(best);
      }
    }
    return best;
  }

  private Optional<P> along(P from, String axis) {
    int size = space.size(from, axis);
    int last = 0;
    int tried = 0;
    for (int small = 1; small < size && tried < MOST_SMALL && !over.getAsBoolean(); small++) {
      Optional<P> point = space.at(from, axis, small);
      if (point.isPresent()) {
        tried++;
        if (fails.test(point.get())) {
          return point;
        }
      }
      last = small;
    }
    return halved(from, axis, last, size);
  }

  private Optional<P> halved(P from, String axis, int passing, int failing) {
    Optional<P> best = Optional.empty();
    int low = passing;
    int high = failing;
    while (high - low > 1 && !over.getAsBoolean()) {
      OptionalInt size = nearest(from, axis, low, high);
      if (size.isEmpty()) {
        return best;
      }
      Optional<P> point = space.at(from, axis, size.getAsInt());
      if (fails.test(point.orElseThrow())) {
        best = point;
        high = size.getAsInt();
      } else {
        low = size.getAsInt();
      }
    }
    return best;
  }

  /** A size between two others, as near the middle as there is one. */
  private OptionalInt nearest(P from, String axis, int low, int high) {
    int middle = low + (high - low) / 2;
    return IntStream.range(low + 1, high)
        .boxed()
        .sorted(Comparator.comparingInt(size -> Math.abs(size - middle)))
        .filter(size -> space.at(from, axis, size).isPresent())
        .mapToInt(size -> size)
        .findFirst();
  }
}
