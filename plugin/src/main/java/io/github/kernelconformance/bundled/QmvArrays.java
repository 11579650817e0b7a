package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.ArrayType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the arrays of a quantized matrix-vector product are. */
final class QmvArrays {

  /** What each group of weights has one of. */
  record PerGroup(String name, ArrayType.Element element, String meaning) {}

  private final Shape shape;

  private QmvArrays(Shape shape) {
    this.shape = shape;
  }

  /**
   * The arrays by name, in the order in which people list them.
   *
   * @param code what a code of w is
   * @param perGroup what each group has besides its codes
   */
  static Map<String, ArrayType> of(QmvCell cell, String code, List<PerGroup> perGroup) {
    return new QmvArrays(cell.shape())
        .of(cell.mode(), ArrayType.Element.of(cell.dtype()), code, perGroup);
  }

  private Map<String, ArrayType> of(
      Mode mode, ArrayType.Element vector, String code, List<PerGroup> perGroup) {
    BatchLayout x = BatchLayout.ofX(shape);
    BatchLayout w = BatchLayout.ofW(shape);
    int words = Math.toIntExact((long) shape.k() * mode.bits() / Integer.SIZE);
    Map<String, ArrayType> arrays = new LinkedHashMap<>();
    arrays.put(
        "w",
        array(
            ArrayType.Element.UINT32,
            w,
            words,
            "weights ["
                + batch()
                + "N, K]: "
                + code
                + " codes of "
                + mode.bits()
                + " bits, a bit stream along K from the low bit of a word up"));
    for (PerGroup group : perGroup) {
      arrays.put(
          group.name(),
          array(
              group.element(),
              w,
              shape.k() / mode.groupSize(),
              group.meaning() + " of " + mode.groupSize() + " weights along K"));
    }
    arrays.put("x", array(vector, x, shape.k(), "vectors [" + batch() + "M, K]"));
    arrays.put(
        "y",
        ArrayType.dense(
            vector,
            sizes(shape.m(), shape.n()),
            indices("m", "n"),
            "what the kernel wrote, [" + batch() + "M, N]"));
    return arrays;
  }

  private ArrayType array(
      ArrayType.Element element, BatchLayout layout, int columns, String meaning) {
    return new ArrayType(
        element,
        Arrays.stream(layout.sizes(columns)).boxed().toList(),
        Arrays.stream(layout.strides(columns)).boxed().toList(),
        List.of(),
        meaning);
  }

  private String batch() {
    return shape.batch() > 1 ? "batch, " : "";
  }

  private List<String> indices(String row, String column) {
    return shape.batch() > 1 ? List.of("b", row, column) : List.of(row, column);
  }

  private List<Integer> sizes(int rows, int columns) {
    return shape.batch() > 1 ? List.of(shape.batch(), rows, columns) : List.of(rows, columns);
  }
}
