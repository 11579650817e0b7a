package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the arrays of a quantized matrix-vector product are. */
final class QmvArrays {

  /** What each group of weights has one of. */
  record PerGroup(String name, ArrayType.Element element, String meaning) {}

  private QmvArrays() {}

  /**
   * The arrays by name, in the order in which people list them.
   *
   * @param code what a code of w is
   * @param perGroup what each group has besides its codes
   */
  static Map<String, ArrayType> of(Cell cell, String code, List<PerGroup> perGroup) {
    Mode mode = cell.mode();
    Shape shape = cell.shape();
    ArrayType.Element vector = ArrayType.Element.of(cell.dtype());
    int words = Math.toIntExact((long) shape.k() * mode.bits() / Integer.SIZE);
    Map<String, ArrayType> arrays = new LinkedHashMap<>();
    arrays.put(
        "w",
        new ArrayType(
            ArrayType.Element.UINT32,
            sizes(shape, shape.n(), words),
            "weights [%sN, K]: %s codes of %d bits, a bit stream along K from the low bit of a word up"
                .formatted(batch(shape), code, mode.bits())));
    for (PerGroup group : perGroup) {
      arrays.put(
          group.name(),
          new ArrayType(
              group.element(),
              sizes(shape, shape.n(), shape.k() / mode.groupSize()),
              "%s of %d weights along K".formatted(group.meaning(), mode.groupSize())));
    }
    arrays.put(
        "x",
        new ArrayType(
            vector,
            sizes(shape, shape.m(), shape.k()),
            "vectors [%sM, K]".formatted(batch(shape))));
    arrays.put(
        "y",
        new ArrayType(
            vector,
            sizes(shape, shape.m(), shape.n()),
            "what the kernel wrote, [%sM, N]".formatted(batch(shape))));
    return arrays;
  }

  private static String batch(Shape shape) {
    return shape.batch() > 1 ? "batch, " : "";
  }

  private static List<Integer> sizes(Shape shape, int rows, int columns) {
    return Stream.of(shape.batch(), rows, columns).skip(shape.batch() > 1 ? 0 : 1).toList();
  }
}
