package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Filler;
import io.github.kernelconformance.contract.View;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A buffer of elements.
 *
 * @param dims the outermost first
 * @param strided the dimensions whose strides the kernel is told
 * @param without views that it is not to have, with reasons
 * @param offset bytes of the allocation before it
 * @param values what its elements may be
 * @param partly why the kernel does not write all of it; empty if it does
 * @param meaning for readers of reports; may be empty
 */
record BufferModel(
    String name,
    Access access,
    ElementType type,
    List<Dim> dims,
    Set<Integer> strided,
    Map<View, String> without,
    Dim offset,
    Values values,
    String partly,
    String meaning) {

  BufferModel {
    dims = List.copyOf(dims);
    strided = Set.copyOf(strided);
    without = Map.copyOf(without);
  }

  /** What the kernel does with it. */
  enum Access {
    READ,
    WRITTEN,
    BOTH;

    boolean read() {
      return this != WRITTEN;
    }

    boolean written() {
      return this != READ;
    }
  }

  /** What the elements of an input may be. */
  sealed interface Values {

    /** Whatever the case's distribution gives. */
    record Any() implements Values {}

    /** Integers from 0 to less than a bound. */
    record Below(Dim bound) implements Values {}

    /** Numbers of a range. */
    record Between(double least, double greatest) implements Values {}

    /** 0 and -infinity. */
    record Mask() implements Values {}

    /** One distribution in all cases. */
    record Always(Distribution distribution) implements Values {}

    /** What the author makes. */
    record Filled(Filler filler) implements Values {}
  }

  /** The sizes at a place. */
  int[] sizes(Place place) {
    return dims.stream().mapToInt(it -> size(it, place)).toArray();
  }

  private int size(Dim dim, Place place) {
    int size = dim.at(place);
    if (size < 1) {
      throw new ContractException(
          "The buffer %s has a dimension %s, which is %d at %s; it is at least 1. Leave such points"
                  .formatted(name, dim, size, place)
              + " out with it.requires(...).");
    }
    return size;
  }

  /** The number of outermost dimensions, one after the other, that may have any stride. */
  int free() {
    int free = 0;
    while (free < dims.size() && strided.contains(free)) {
      free++;
    }
    return free;
  }

  /** How it lies in memory at a place. */
  MemoryLayout layout(Place place) {
    int[] sizes = sizes(place);
    return view(place, sizes).orElseGet(() -> MemoryLayout.dense(sizes));
  }

  private Optional<MemoryLayout> view(Place place, int[] sizes) {
    return without.containsKey(place.view())
        ? Optional.empty()
        : MemoryLayout.of(place.view(), sizes, free(), access.written());
  }

  /** Whether it can lie so for some sizes. */
  boolean has(View view) {
    int[] sizes = new int[dims.size()];
    Arrays.fill(sizes, 2);
    return !without.containsKey(view)
        && MemoryLayout.of(view, sizes, free(), access.written()).isPresent();
  }
}
