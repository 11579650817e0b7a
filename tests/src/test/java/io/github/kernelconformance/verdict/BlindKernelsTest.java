package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.ArrayType.Element;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The blind kernels that a cell passes, beside those whose whole outputs, made here with plain
 * loops, {@link Comparison} lets pass: over all kinds of what is expected, types, shapes, and
 * references that are alike in every way that matters.
 */
class BlindKernelsTest {

  /** Of outputs; with more elements than are looked at first, and with fewer. */
  private static final List<List<Integer>> SHAPES =
      List.of(
          List.of(),
          List.of(1),
          List.of(2),
          List.of(5),
          List.of(100),
          List.of(1, 1),
          List.of(3, 1),
          List.of(1, 4),
          List.of(3, 4),
          List.of(9, 11),
          List.of(2, 3, 2),
          List.of(2, 1, 1),
          List.of(2, 1, 3, 2));

  private static final List<Double> X = List.of(3.0, -1.0, 2.0, 5.0, 4.0, 0.0, 7.0);

  /** How the elements of a reference go on. */
  private enum Like {
    ZERO,
    NAN,
    ONE_NUMBER,
    EQUAL_ROWS,
    EQUAL_WITHIN_A_ROW,
    INPUT,
    DISTINCT,
    ZERO_BUT_THE_LAST,
    NAN_BUT_THE_LAST,
    INPUT_BUT_THE_LAST,
    ONE_NUMBER_BUT_THE_LAST;

    double at(int i, int row, int size) {
      boolean last = i == size - 1;
      return switch (this) {
        case ZERO -> 0;
        case NAN -> Double.NaN;
        case ONE_NUMBER -> 9;
        case EQUAL_ROWS -> 1 + i % row;
        case EQUAL_WITHIN_A_ROW -> 1 + i / row;
        case INPUT -> X.get(i % X.size());
        case DISTINCT -> 1 + i;
        case ZERO_BUT_THE_LAST -> last ? 6 : 0;
        case NAN_BUT_THE_LAST -> last ? 6 : Double.NaN;
        case INPUT_BUT_THE_LAST -> last ? 6 : X.get(i % X.size());
        case ONE_NUMBER_BUT_THE_LAST -> last ? 6 : 9;
      };
    }
  }

  /** Kinds of what is expected. */
  private enum Kind {
    NEAR,
    LOOSE,
    FREE,
    ROUNDED,
    BITS,
    ONE_OF,
    SORTED,
    ANYTHING;

    Expected of(Element type, double[] values) {
      int size = values.length;
      double[] bounds = new double[size];
      Arrays.fill(bounds, this == NEAR ? 1e-3 : this == LOOSE ? 100 : Double.NaN);
      double[] free = new double[size];
      Arrays.fill(free, Double.NaN);
      return switch (this) {
        case NEAR, LOOSE -> new Expected.Near(values, bounds, 0);
        case FREE -> new Expected.Near(free, bounds, 0);
        case ROUNDED -> new Expected.Rounded(values);
        case BITS -> new Expected.Bits(bytes(type, size, i -> values[i]), size);
        case ONE_OF ->
            new Expected.OneOf(
                Arrays.stream(values).mapToObj(it -> new double[] {it, it + 50}).toList());
        case SORTED ->
            new Expected.Satisfies(
                size,
                "sorted",
                written ->
                    IntStream.range(1, size)
                        .filter(i -> !(written[i - 1] <= written[i]))
                        .boxed()
                        .collect(Collectors.toMap(i -> i, i -> written[i - 1])));
        case ANYTHING -> new Expected.Satisfies(size, "anything", written -> Map.of());
      };
    }
  }

  static Stream<Element> types() {
    return Stream.of(Element.values());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theyAreThoseWhoseWholeOutputsPass(Element type) {
    int fired = 0;
    int cells = 0;
    for (List<Integer> shape : SHAPES) {
      ArrayType array = ArrayType.dense(type, shape, List.of(), "");
      int size = array.size();
      int row = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
      for (Kind kind : Kind.values()) {
        for (Like like : Like.values()) {
          double[] values = rounded(type, size, i -> like.at(i, row, size));
          Expected expected = kind.of(type, values);
          List<String> found = ids(BlindKernels.of(launch(), Map.of("out", expected), with(array)));
          assertThat(found)
              .as("%s of %s, %s, %s", kind, shape, like, type)
              .containsExactlyElementsOf(passing(array, values, kind, expected));
          fired += found.isEmpty() ? 0 : 1;
          cells++;
        }
      }
    }
    assertThat(fired).isBetween(cells / 10, cells);
  }

  /** What would pass, by making each output and comparing it. */
  private static List<String> passing(
      ArrayType array, double[] values, Kind kind, Expected expected) {
    Element type = array.element();
    int size = values.length;
    List<Integer> shape = array.shape();
    int row = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
    Map<String, byte[]> outputs = new LinkedHashMap<>();
    outputs.put("zeros", new byte[size * type.bytes()]);
    if (isReal(type)) {
      byte[] nans = new byte[size * type.bytes()];
      Arrays.fill(nans, (byte) -1);
      outputs.put("nan", nans);
    }
    outputs.put("copy of x", bytes(type, size, i -> X.get(i % X.size())));
    boolean named = kind != Kind.SORTED && kind != Kind.ANYTHING;
    double[] reference = kind == Kind.FREE ? rounded(type, size, i -> Double.NaN) : values;
    if (row > 1 && named) {
      double[] next = new double[size];
      for (int r = 0; r < size / row; r++) {
        for (int c = 0; c < row; c++) {
          next[r * row + c] = reference[r * row + (c + 1 == row ? 0 : c + 1)];
        }
      }
      outputs.put("next element", bytes(type, size, i -> next[i]));
    }
    if (size > row && named) {
      double[] next = new double[size];
      for (int r = 0; r < size / row; r++) {
        int from = r + 1 == size / row ? 0 : r + 1;
        System.arraycopy(reference, from * row, next, r * row, row);
      }
      outputs.put("next row", bytes(type, size, i -> next[i]));
    }
    List<String> passing = new ArrayList<>();
    outputs.forEach(
        (id, bytes) -> {
          if (passes(array, bytes, expected)) {
            passing.add(id);
          }
        });
    return passing;
  }

  private static boolean passes(ArrayType array, byte[] output, Expected expected) {
    Cell cell =
        new Cell(
            "c",
            true,
            new Coordinates(List.of(Axis.of("p", "p", Axis.Role.PATTERN)), List.of("a")),
            "k",
            true);
    return !Comparison.compare(cell, Map.of("out", output), Map.of("out", expected), with(array))
        .status()
        .failed();
  }

  @Test
  void anInputIsReadThroughItsStrides() {
    // 2 by 3, transposed and backwards: element [r, c] is number 5 - r - 2c of the buffer.
    byte[] buffer = bytes(Element.INT16, 7, i -> 10 * i);
    ArrayType strided =
        new ArrayType(Element.INT16, List.of(2, 3), List.of(-1L, -2L), List.of("r", "c"), "");
    Launch launch = launch(new Argument.Input("x", buffer, 10));

    double[] seen = {50, 30, 10, 40, 20, 0};
    ArrayType out = ArrayType.dense(Element.FLOAT32, List.of(2, 3), List.of(), "");
    assertThat(blind(launch, new Expected.Rounded(seen), out, strided))
        .containsExactly("copy of x");
    assertThat(
            blind(launch, new Expected.Rounded(new double[] {50, 40, 30, 20, 10, 1}), out, strided))
        .isEmpty();
  }

  @Test
  void aSharedRowIsReadAgain() {
    ArrayType shared =
        new ArrayType(Element.FLOAT32, List.of(2, 2), List.of(0L, 1L), List.of(), "");
    Launch launch = launch(new Argument.Input("x", bytes(Element.FLOAT32, 2, i -> i + 1)));
    ArrayType out = ArrayType.dense(Element.FLOAT32, List.of(4), List.of(), "");

    assertThat(blind(launch, new Expected.Rounded(new double[] {1, 2, 1, 2}), out, shared))
        .containsExactly("copy of x");
  }

  @Test
  void whatIsInAnOutputBeforeIsAnInput() {
    ArrayType out = ArrayType.dense(Element.FLOAT32, List.of(2), List.of(), "");
    byte[] before = bytes(Element.FLOAT32, 2, i -> i + 1);
    Launch launch = launch(new Argument.Output("out", 8, Optional.of(before), 0));

    assertThat(
            ids(
                BlindKernels.of(
                    launch,
                    Map.of("out", new Expected.Rounded(new double[] {1, 2})),
                    Map.of("out", out))))
        .containsExactly("copy of out");
  }

  /** Numbers do not fit: they come as near as they can, as conversions in C do where defined. */
  @Test
  void aCopyIsConverted() {
    ArrayType x = ArrayType.dense(Element.FLOAT32, List.of(3), List.of(), "");
    Launch launch =
        launch(
            new Argument.Input(
                "x", bytes(Element.FLOAT32, 3, i -> new double[] {2.75, -3.5, 1e9}[i])));
    ArrayType bytes = ArrayType.dense(Element.INT8, List.of(3), List.of(), "");

    assertThat(blind(launch, new Expected.Bits(new byte[] {2, -3, Byte.MAX_VALUE}, 3), bytes, x))
        .containsExactly("copy of x");
  }

  @ParameterizedTest
  @EnumSource
  void aNumberIsPutAsItIsTaken(Element type) {
    for (double value : new double[] {0, 1, 100, 127}) {
      double kept = type == Element.BOOL ? (value == 0 ? 0 : 1) : value;
      assertThat(type.decode(bytes(type, 1, i -> value))).containsExactly(kept);
    }
    boolean whole = !isReal(type) && type != Element.BOOL;
    if (whole) {
      boolean signed = type.id().startsWith("int");
      int bits = 8 * type.bytes();
      double least = signed ? -Math.scalb(1.0, bits - 1) : 0;
      double beyond = Math.scalb(1.0, signed ? bits - 1 : bits);
      assertThat(type.decode(bytes(type, 1, i -> -1e300))).containsExactly(least);
      assertThat(type.decode(bytes(type, 1, i -> Double.NaN))).containsExactly(0);
      double[] greatest = type.decode(bytes(type, 1, i -> 1e300));
      assertThat(greatest[0]).isBetween(beyond - 1, beyond);
    }
  }

  /** One output tells it, so the cell does. */
  @Test
  void aKernelMustPassAllOutputs() {
    ArrayType one = ArrayType.dense(Element.FLOAT32, List.of(2), List.of(), "");
    Map<String, ArrayType> types = Map.of("a", one, "b", one);
    Expected zeros = new Expected.Rounded(new double[2]);
    Expected numbers = new Expected.Rounded(new double[] {1, 2});

    assertThat(ids(BlindKernels.of(launch(), Map.of("a", zeros, "b", zeros), types)))
        .containsExactly("zeros", "next element");
    assertThat(ids(BlindKernels.of(launch(), Map.of("a", zeros, "b", numbers), types))).isEmpty();
  }

  /** An output of one element has no neighbour; of the others, the neighbours decide. */
  @Test
  void anOutputWithoutNeighboursIsTakenToBeRight() {
    Map<String, ArrayType> types =
        Map.of(
            "count", ArrayType.dense(Element.INT32, List.of(), List.of(), ""),
            "rows", ArrayType.dense(Element.FLOAT32, List.of(2, 2), List.of(), ""));
    Expected count = new Expected.Bits(new byte[] {7, 0, 0, 0}, 1);

    assertThat(
            ids(
                BlindKernels.of(
                    launch(),
                    Map.of("count", count, "rows", new Expected.Rounded(new double[] {1, 2, 1, 2})),
                    types)))
        .containsExactly("next row");
    assertThat(
            ids(
                BlindKernels.of(
                    launch(),
                    Map.of("count", count, "rows", new Expected.Rounded(new double[] {1, 2, 3, 4})),
                    types)))
        .isEmpty();
  }

  /** Bits beyond 2^53, which no double tells apart, and NaNs of other bits. */
  @Test
  void bitsAreComparedAsBits() {
    ArrayType longs = ArrayType.dense(Element.INT64, List.of(2), List.of(), "");
    ByteBuffer codes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    codes.putLong(1L << 60).putLong((1L << 60) + 1);
    ByteBuffer alike = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    alike.putLong((1L << 60) + 1).putLong((1L << 60) + 1);

    assertThat(
            ids(
                BlindKernels.of(
                    launch(), Map.of("out", new Expected.Bits(codes.array(), 2)), with(longs))))
        .isEmpty();
    assertThat(
            ids(
                BlindKernels.of(
                    launch(), Map.of("out", new Expected.Bits(alike.array(), 2)), with(longs))))
        .containsExactly("next element");
  }

  @Test
  void aPropertyThatThrowsLetsNothingPass() {
    Expected throwing =
        new Expected.Satisfies(
            2,
            "throws",
            written -> {
              throw new AuthorException("no", new ArithmeticException());
            });
    ArrayType out = ArrayType.dense(Element.FLOAT32, List.of(2), List.of(), "");

    assertThat(BlindKernels.of(launch(), Map.of("out", throwing), with(out))).isEmpty();
  }

  @Test
  void idsAreReadBack() {
    for (String id : List.of("zeros", "nan", "copy of x", "copy of copy of", "next row")) {
      assertThat(BlindKernel.parse(id).id()).isEqualTo(id);
    }
    for (String id : List.of("", "zero", "copy of ", "next")) {
      assertThatThrownBy(() -> BlindKernel.parse(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> blind(Launch launch, Expected expected, ArrayType out, ArrayType x) {
    return ids(BlindKernels.of(launch, Map.of("out", expected), Map.of("x", x, "out", out)));
  }

  private static Launch launch(Argument... arguments) {
    List<Argument> all = new ArrayList<>(List.of(arguments));
    if (all.isEmpty()) {
      all.add(new Argument.Input("x", bytes(Element.FLOAT32, X.size(), X::get)));
      all.add(new Argument.Input("size", new byte[4]));
    }
    return new Launch("k", new Size(1, 1, 1), new Size(1, 1, 1), all);
  }

  private static Map<String, ArrayType> with(ArrayType out) {
    return Map.of(
        "x", ArrayType.dense(Element.FLOAT32, List.of(X.size()), List.of(), ""), "out", out);
  }

  private static List<String> ids(List<BlindKernel> kernels) {
    List<String> ids = kernels.stream().map(BlindKernel::id).toList();
    assertThat(new TreeSet<>(ids)).hasSize(ids.size());
    return ids;
  }

  private static boolean isReal(Element type) {
    return type.id().contains("float");
  }

  private static double[] rounded(Element type, int size, IntToDoubleFunction values) {
    return type.decode(bytes(type, size, values));
  }

  private static byte[] bytes(Element type, int size, IntToDoubleFunction values) {
    ByteBuffer buffer = ByteBuffer.allocate(size * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, size).forEach(i -> type.put(buffer, values.applyAsDouble(i)));
    return buffer.array();
  }
}
