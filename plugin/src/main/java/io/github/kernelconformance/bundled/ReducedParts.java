package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The operands of a product as elements that may become 0 or 1. */
record ReducedParts(QmvFamily family, Shape shape) {

  /** The codes of w, {@code [batch, n, k]}. */
  Part weights(String what, double[] values) {
    return new Part(family.argument("w"), what, sizes(shape.n(), shape.k()), values, true, true);
  }

  /** The vectors, {@code [batch, m, k]}. */
  Part x(double[] values) {
    return new Part(family.argument("x"), "", sizes(shape.m(), shape.k()), values, true, true);
  }

  /** What each group has one of. */
  Part groups(String argument, String what, int groupSize, double[] values, boolean zero) {
    return new Part(
        family.argument(argument),
        what,
        sizes(shape.n(), shape.k() / groupSize),
        values,
        zero,
        true);
  }

  private List<Integer> sizes(int rows, int columns) {
    return Stream.of(shape.batch(), rows, columns).skip(shape.batch() > 1 ? 0 : 1).toList();
  }

  /** What an element that is not kept becomes. */
  static float number(Value value) {
    return value == Value.ONE ? 1 : 0;
  }

  static float[] changed(float[] values, Value[] to) {
    float[] changed = values.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = to[i] == Value.KEPT ? changed[i] : number(to[i]);
    }
    return changed;
  }

  static boolean ones(List<Value[]> elements) {
    return elements.stream().anyMatch(it -> Arrays.asList(it).contains(Value.ONE));
  }
}
