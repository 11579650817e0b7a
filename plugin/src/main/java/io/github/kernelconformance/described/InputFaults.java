package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/** What kernels read in the place of an input's elements. */
final class InputFaults {

  /** A fault: its words after the name of the input, and what it makes of the elements. */
  private record Fault(String words, Other other) {}

  private interface Other {
    double[] of(double[] reals, int[] sizes);
  }

  private static final Map<String, Fault> ALL = new LinkedHashMap<>();

  static {
    values("double", "is doubled", x -> 2 * x);
    values("half", "is halved", x -> x / 2);
    values("negative", "has the wrong sign", x -> -x);
    values("magnitude", "is a magnitude", Math::abs);
    values("zero", "is taken for 0", x -> 0);
    values("one", "is taken for 1", x -> 1);
    moved("next", "is that of the next place", 0, 1);
    moved("before", "is that of the place before", 0, -1);
    moved("next-row", "is that of the next row", 1, 1);
    moved("row-before", "is that of the row before", 1, -1);
    first("first", "is the first of its row", 0);
    first("first-row", "is that of the first row", 1);
    first("first-matrix", "is that of the first matrix", 2);
    ALL.put("transposed", new Fault("is read with rows and columns swapped", InputFaults::swapped));
    ALL.put(
        "row-of-columns",
        new Fault("is read with the stride of the other index", InputFaults::otherStride));
  }

  private InputFaults() {}

  /** Words of that a kernel takes the innermost stride for 1; it follows the name of the input. */
  static String withoutStride() {
    return "is read with a stride of 1 in the place of its own";
  }

  /**
   * An input as a kernel reads it that takes its innermost stride for 1.
   *
   * @param layout where the elements lie
   * @return with NaN where it reads a gap, or beyond the end
   */
  static Elements withoutStride(Elements right, MemoryLayout layout) {
    int last = right.sizes().length - 1;
    int[] places = layout.places();
    double[] memory = new double[layout.length()];
    Arrays.fill(memory, Double.NaN);
    for (int i = 0; i < places.length; i++) {
      memory[places[i]] = right.reals()[i];
    }
    double[] read = new double[places.length];
    for (int i = 0; i < read.length; i++) {
      int at = i % right.sizes()[last];
      int place = places[i] + at * (1 - layout.strides()[last]);
      read[i] = place >= 0 && place < memory.length ? memory[place] : Double.NaN;
    }
    return new Elements(right.type(), right.sizes(), read, right.bytes());
  }

  /** The words of those that a kernel may have with an input, by names that tell them apart. */
  static Map<String, String> of(Elements input) {
    Map<String, String> words = new LinkedHashMap<>();
    if (input.type() instanceof ScalarType type && type.floating()) {
      ALL.forEach((name, fault) -> words.put(name, fault.words));
    }
    return words;
  }

  /** The inputs as a kernel with a fault reads them. */
  static Map<String, Elements> changed(Map<String, Elements> inputs, String input, String fault) {
    Elements right = inputs.get(input);
    double[] other = ALL.get(fault).other.of(right.reals(), right.sizes());
    Map<String, Elements> changed = new HashMap<>(inputs);
    changed.put(input, new Elements(right.type(), right.sizes(), other, right.bytes()));
    return changed;
  }

  private static void values(String name, String words, DoubleUnaryOperator of) {
    ALL.put(name, new Fault(words, (reals, sizes) -> Arrays.stream(reals).map(of).toArray()));
  }

  /** Along an axis counted from the innermost; past the last it is the last. */
  private static void moved(String name, String words, int axis, int by) {
    ALL.put(name, new Fault(words, (reals, sizes) -> along(reals, sizes, axis, at -> at + by)));
  }

  private static void first(String name, String words, int axis) {
    ALL.put(name, new Fault(words, (reals, sizes) -> along(reals, sizes, axis, at -> 0)));
  }

  private static double[] along(double[] reals, int[] sizes, int axis, IntUnaryOperator other) {
    if (axis >= sizes.length) {
      return reals;
    }
    int stride = 1;
    for (int d = sizes.length - 1; d > sizes.length - 1 - axis; d--) {
      stride *= sizes[d];
    }
    int size = sizes[sizes.length - 1 - axis];
    double[] moved = new double[reals.length];
    for (int i = 0; i < moved.length; i++) {
      int at = i / stride % size;
      int place = i + (other.applyAsInt(at) - at) * stride;
      // What lies beyond the rows is that of the next one; beyond the last there is none.
      moved[i] = place < 0 || place >= reals.length ? Double.NaN : reals[place];
    }
    return moved;
  }

  private static double[] swapped(double[] reals, int[] sizes) {
    int last = sizes.length - 1;
    if (last < 1 || sizes[last] != sizes[last - 1]) {
      return reals;
    }
    return rearranged(reals, sizes, sizes[last]);
  }

  /** Element [i, j] is looked for at {@code j * rows + i}. */
  private static double[] otherStride(double[] reals, int[] sizes) {
    int last = sizes.length - 1;
    return last < 1 || sizes[last] == sizes[last - 1]
        ? reals
        : rearranged(reals, sizes, sizes[last - 1]);
  }

  private static double[] rearranged(double[] reals, int[] sizes, int stride) {
    int columns = sizes[sizes.length - 1];
    int rows = sizes[sizes.length - 2];
    double[] other = new double[reals.length];
    for (int i = 0; i < other.length; i++) {
      int matrix = i / (rows * columns) * rows * columns;
      int row = i / columns % rows;
      int place = i % columns * stride + row;
      other[i] = place < rows * columns ? reals[matrix + place] : Double.NaN;
    }
    return other;
  }
}
