package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The operands of a product as elements that may become 0, 1 or -1. */
record ReducedParts(QmvFamily family, Shape shape) {

  /** The codes of w, {@code [batch, n, k]}. */
  Part weights(String what, double[] values, boolean signed) {
    return new Part(
        family.argument("w"), what, sizes(shape.n(), shape.k()), values, true, true, signed);
  }

  /** The vectors, {@code [batch, m, k]}. */
  Part x(double[] values) {
    return new Part(
        family.argument("x"), "", sizes(shape.m(), shape.k()), values, true, true, true);
  }

  /** What each group has one of. */
  Part groups(
      String argument, String what, int groupSize, double[] values, boolean zero, boolean signed) {
    return new Part(
        family.argument(argument),
        what,
        sizes(shape.n(), shape.k() / groupSize),
        values,
        zero,
        true,
        signed);
  }

  private List<Integer> sizes(int rows, int columns) {
    return Stream.of(shape.batch(), rows, columns).skip(shape.batch() > 1 ? 0 : 1).toList();
  }

  /** What an element that is not kept becomes. */
  static float number(Value value) {
    return (float) value.number(0);
  }

  static float[] changed(float[] values, Value[] to) {
    float[] changed = values.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = to[i] == Value.KEPT ? changed[i] : number(to[i]);
    }
    return changed;
  }

  static boolean ones(List<Value[]> elements) {
    return elements.stream()
        .flatMap(Arrays::stream)
        .anyMatch(it -> it == Value.ONE || it == Value.MINUS_ONE);
  }
}
