package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.MathFunction;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.numerics.DType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An element of an output passes if and only if the number of the reference admits it. */
class AdmittedTest {

  private static final int NUMBERS = 3000;

  private static final double[] EDGES = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    Math.nextDown(1f),
    2047.5f,
    65472,
    65504,
    -65500,
    65519,
    65520,
    65536,
    -66000,
    6e-5,
    0x1p-14,
    0x1p-24,
    0x1p-25,
    0x1p-126,
    1e-40,
    3.38e38,
    3.3953139e38,
    -3.39e38,
    Float.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  static Stream<Arguments> tablesAndTypes() {
    return AccuracyTable.all().stream()
        .flatMap(
            table ->
                Stream.of(DType.FLOAT32, DType.FLOAT16)
                    .flatMap(
                        computed ->
                            Stream.of(ScalarType.FLOAT, ScalarType.HALF, ScalarType.BFLOAT)
                                .map(stored -> Arguments.of(table, computed, stored))));
  }

  @ParameterizedTest
  @MethodSource("tablesAndTypes")
  void whatTheReferenceAdmitsPassesAndNothingElse(
      AccuracyTable table, DType computed, ScalarType stored) {
    Numbers contract = new Numbers(computed, stored);
    DescribedFamily family =
        DescribedFamily.of(
            contract, AuthorCode.UNKNOWN, Duration.ofSeconds(10), Arithmetic.of(table));
    var cells =
        family.enumerate(Selection.parse("auto", Map.of(), Map.of(), "**")).problems().get(0);
    Cell cell = cells.cells().get(0);
    Expected expected = cells.problem(0).expected(cell).get("out");
    DType type = stored.dtype().orElseThrow();
    List<double[]> candidates = contract.numbers.stream().map(it -> candidates(it, type)).toList();
    int right = 0;
    int wrong = 0;
    for (int round = 0; round < candidates.get(0).length; round++) {
      double[] output = new double[NUMBERS];
      for (int i = 0; i < NUMBERS; i++) {
        output[i] = candidates.get(i)[round];
      }
      List<Element> elements =
          Comparison.elements("out", family.arrays(cell).get("out"), type.encode(output), expected);
      for (int i = 0; i < NUMBERS; i++) {
        Tracked number = contract.numbers.get(i);
        boolean admitted = number.rounded(type).admits(output[i]);
        assertThat(!elements.get(i).wrong())
            .as("%s as %s for %s, rounded %s", output[i], type, number, number.rounded(type))
            .isEqualTo(admitted);
        right += admitted ? 1 : 0;
        wrong += admitted ? 0 : 1;
      }
    }
    assertThat(right).isGreaterThan(NUMBERS);
    assertThat(wrong).isGreaterThan(NUMBERS);
    expectVacuousAsTold(contract.numbers, expected, type);
  }

  /** Open numbers are infinitely wide, and those that fast math leaves out have no width. */
  private static void expectVacuousAsTold(List<Tracked> numbers, Expected expected, DType type) {
    double[] bounds = ((Expected.Near) expected).bounds();
    for (int i = 0; i < NUMBERS; i++) {
      Tracked rounded = numbers.get(i).rounded(type);
      assertThat(Double.isNaN(bounds[i])).as("%s", rounded).isEqualTo(!rounded.compared());
      assertThat(bounds[i] == Double.POSITIVE_INFINITY)
          .as("%s", rounded)
          .isEqualTo(rounded.compared() && rounded.bound() == Double.POSITIVE_INFINITY);
    }
  }

  /** Numbers on, beside and off the ends of what is right, and those that a type ends with. */
  private static double[] candidates(Tracked number, DType type) {
    double bound = Double.isFinite(number.bound()) ? number.bound() : 1;
    TreeSet<Double> all = new TreeSet<>();
    for (double at : new double[] {-2 * bound, -bound, 0, bound, 2 * bound}) {
      double end = type.round(number.value() + at);
      for (int step = -2; step <= 2; step++) {
        all.add(type.round(end + step * type.ulp(end)));
      }
    }
    double largest = type.ulp(Double.POSITIVE_INFINITY) * (1 / type.unitRoundoff() - 1);
    Stream.of(
            0.0, largest, -largest, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN)
        .forEach(all::add);
    List<Double> some = new ArrayList<>(all);
    double[] candidates = new double[31];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = some.get(i % some.size());
    }
    return candidates;
  }

  /** Gives numbers of every kind that some operations make of the edges of the types. */
  private static final class Numbers implements Contract {

    private final DType computed;
    private final ScalarType stored;
    private final List<Tracked> numbers = new ArrayList<>();

    private Numbers(DType computed, ScalarType stored) {
      this.computed = computed;
      this.stored = stored;
    }

    @Override
    public void describe(Description it) {
      it.kernel("numbers");
      it.output("out", stored, Dim.of(NUMBERS));
      it.grid(Dim.of(1)).threads(32);
    }

    @Override
    public void reference(Case c) {
      Random random = new Random(5);
      Arithmetic arithmetic = c.arithmetic().in(computed);
      for (int i = 0; i < NUMBERS; i++) {
        Tracked number = number(arithmetic, random);
        for (int step = random.nextInt(4); step > 0; step--) {
          number = next(number, number(arithmetic, random), random.nextInt(12));
        }
        numbers.add(number);
        c.output("out", number, i);
      }
    }

    private static Tracked number(Arithmetic arithmetic, Random random) {
      double edge = EDGES[random.nextInt(EDGES.length)];
      double value = random.nextInt(3) == 0 ? random.nextGaussian() : edge;
      return arithmetic.exact(arithmetic.type().round(value));
    }

    private static Tracked next(Tracked x, Tracked y, int operation) {
      return switch (operation) {
        case 0 -> x.plus(y);
        case 1 -> x.minus(y);
        case 2, 3 -> x.times(y);
        case 4 -> x.over(y);
        case 5 -> has(x, MathFunction.EXP) ? x.exp() : x;
        case 6 -> x.max(y);
        case 7 -> x.min(y).negate();
        case 8 -> x.rounded(DType.FLOAT16);
        case 9 -> has(x, MathFunction.SQRT) ? x.abs().sqrt() : x;
        case 10 -> x.select(y, y.negate(), x);
        default -> x.arithmetic().sum(3, i -> i == 1 ? x : y);
      };
    }

    private static boolean has(Tracked x, MathFunction function) {
      Arithmetic arithmetic = x.arithmetic();
      return arithmetic.table().has(function, arithmetic.type());
    }
  }
}
