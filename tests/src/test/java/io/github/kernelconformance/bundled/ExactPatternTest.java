package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.Cells;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exact pattern promises, for every problem of fp_qmv and a part of affine_qmv's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactPatternTest {

  private static final Families FAMILIES = new Families();
  private static final double LARGEST_HALF = 65504;

  @ParameterizedTest
  @ValueSource(strings = {"fp_qmv", "affine_qmv"})
  void floatSumsAreExactInAnyOrder(String family) {
    Random random = new Random(1);
    Map<Integer, int[]> shuffled = new HashMap<>();
    forEachProblem(
        family,
        made -> {
          Cell cell = made.cell();
          Operands in = made.operands();
          double[] expected = made.problem().reference(QmvCell.of(cell)).values();
          int k = QmvCell.of(cell).shape().k();
          int[] ascending = IntStream.range(0, k).toArray();
          int[] anyOrder = shuffled.computeIfAbsent(k, size -> shuffle(ascending, random));
          for (int i = 0; i < in.results(); i++) {
            double[] sums = {
              (float) expected[i],
              weightsFirst(in, i, ascending),
              weightsFirst(in, i, anyOrder),
              groupsFirst(in, i),
              pairwise(in, i, 0, k)
            };
            for (double sum : sums) {
              assertThat(sum).as(cell.id()).isEqualTo(expected[i]);
            }
          }
        });
  }

  /** Above all, no partial sum is off: then sums of absolute values are exact, too. */
  @ParameterizedTest
  @ValueSource(strings = {"fp_qmv", "affine_qmv"})
  void magnitudesStayWithinTwentyFourBitsOfTheUnit(String family) {
    forEachProblem(
        family,
        made -> {
          Cell cell = made.cell();
          Operands in = made.operands();
          double unit = unit(in);
          for (double magnitude : made.problem().reference(QmvCell.of(cell)).magnitudes()) {
            assertThat(magnitude / unit).as(cell.id()).isLessThanOrEqualTo(0x1p24);
          }
          assertThat(unit).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp_qmv", "affine_qmv"})
  void operandsAreNormalNumbersAndResultsFinite(String family) {
    forEachProblem(
        family,
        made -> {
          Cell cell = made.cell();
          Operands in = made.operands();
          DoubleSummaryStatistics x = DoubleStream.of(in.x()).map(Math::abs).summaryStatistics();
          DoubleSummaryStatistics weights =
              IntStream.range(0, in.elements().length)
                  .mapToDouble(i -> Math.abs(in.scales()[i / in.groupSize()] * in.elements()[i]))
                  .filter(weight -> weight != 0)
                  .summaryStatistics();
          boolean half = QmvCell.of(cell).dtype() == DType.FLOAT16;
          assertThat(x.getMin()).as(cell.id()).isGreaterThanOrEqualTo(half ? 0x1p-14 : 0x1p-126);
          assertThat(x.getMax()).as(cell.id()).isFinite();
          assertThat(weights.getMin()).as(cell.id()).isGreaterThanOrEqualTo(0x1p-126);
          assertThat(weights.getMax()).as(cell.id()).isLessThanOrEqualTo(Float.MAX_VALUE);
          for (double y : made.problem().reference(QmvCell.of(cell)).values()) {
            assertThat(Math.abs(y)).isLessThan(Float.MAX_VALUE).isGreaterThan(Float.MIN_NORMAL);
            if (half) {
              assertThat(Math.abs(y)).isLessThan(LARGEST_HALF).isGreaterThan(0x1p-14);
            }
          }
        });
  }

  @Test
  void everyElementCodeOccursInEveryDtype() {
    Map<FpMode, Map<DType, BitSet>> seen = codes(in -> in.codes());

    for (DType dtype : DType.values()) {
      assertThat(seen.get(FpMode.MXFP4).get(dtype)).isEqualTo(codes(0, 15));
      assertThat(seen.get(FpMode.NVFP4).get(dtype)).isEqualTo(codes(0, 15));
      BitSet finite = codes(0, 0xFE);
      finite.clear(0x7F);
      assertThat(seen.get(FpMode.MXFP8).get(dtype)).isEqualTo(finite);
    }
  }

  @Test
  void everyScaleOfNormalWeightsOccurs() {
    Map<FpMode, Map<DType, BitSet>> seen = codes(in -> in.scaleCodes());

    for (DType dtype : List.of(DType.FLOAT32, DType.BFLOAT16)) {
      // 2^-125 times 0.5 is the smallest normal number, 2^125 times 6 the largest product below
      // 2^128
      assertThat(seen.get(FpMode.MXFP4).get(dtype)).isEqualTo(codes(2, 252));
      assertThat(seen.get(FpMode.MXFP8).get(dtype)).isEqualTo(codes(1, 254));
      assertThat(seen.get(FpMode.NVFP4).get(dtype)).isEqualTo(codes(0x01, 0x7E));
    }
    assertThat(seen.get(FpMode.NVFP4).get(DType.FLOAT16)).isEqualTo(codes(0x01, 0x7E));
    assertThat(seen.get(FpMode.MXFP4).get(DType.FLOAT16).cardinality()).isGreaterThan(28);
    assertThat(seen.get(FpMode.MXFP8).get(DType.FLOAT16).cardinality()).isGreaterThan(28);
  }

  @Test
  void everyAffineCodeOccurs() {
    Map<AffineMode, BitSet> seen = new HashMap<>();
    forEachProblem(
        "affine_qmv",
        made -> {
          Cell cell = made.cell();
          BitSet codes =
              seen.computeIfAbsent((AffineMode) QmvCell.of(cell).mode(), mode -> new BitSet());
          IntStream.of(made.operands().codes()).forEach(codes::set);
        });

    assertThat(seen).hasSize(7);
    seen.forEach(
        (mode, codes) ->
            assertThat(codes).as(mode.id()).isEqualTo(codes(0, (1 << mode.bits()) - 1)));
  }

  /** The defect that this project started from, in all groups and in those of full blocks. */
  @Test
  void undecodedScalesShowInEveryRow() {
    forEachProblem(
        "fp_qmv",
        made -> {
          Cell cell = made.cell();
          Operands in = made.operands();
          int k = QmvCell.of(cell).shape().k();
          int block = QmvCell.of(cell).mode().bits() == 4 ? 256 : 128;
          int blocksEnd = (k - 1) / block * block;
          for (int i = 0; i < in.results(); i++) {
            double right = QmvCell.of(cell).dtype().round(withRawScales(in, i, 0));
            assertThat(QmvCell.of(cell).dtype().round(withRawScales(in, i, k)))
                .as(cell.id())
                .isNotEqualTo(right);
            if (blocksEnd > 0) {
              assertThat(QmvCell.of(cell).dtype().round(withRawScales(in, i, blocksEnd)))
                  .as(cell.id())
                  .isNotEqualTo(right);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp_qmv", "affine_qmv"})
  void everyGroupMovesEveryResult(String family) {
    forEachProblem(
        family,
        made -> {
          Cell cell = made.cell();
          Operands in = made.operands();
          double[] results = made.problem().reference(QmvCell.of(cell)).values();
          for (int i = 0; i < results.length; i++) {
            double sign = Math.signum(results[i]);
            for (int start = 0; start < QmvCell.of(cell).shape().k(); start += in.groupSize()) {
              double part = 0;
              for (int k = start; k < start + in.groupSize(); k++) {
                part += term(in, i, k);
              }
              if (Math.signum(part) != sign) {
                fail("%s: group at %d adds %s to %s", cell.id(), start, part, results[i]);
              }
            }
          }
        });
  }

  @Test
  void resultsHaveBothSigns() {
    QmvProblem problem =
        family(FpMode.MXFP4).problem(FpMode.MXFP4, Shape.matVec(16, 512), Pattern.EXACT, 0);

    assertThat(DoubleStream.of(problem.reference(DType.FLOAT32).values()).map(Math::signum).boxed())
        .contains(-1.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource({"mxfp4, 32768", "mxfp8, 32768", "nvfp4, 32768", "affine-b8-g128, 32768"})
  void largestInnerSizeIsExact(String id, int k) {
    Mode mode = Mode.parse("", id);
    Shape shape = new Shape(2, 2, 1, k);
    QmvProblem problem = family(mode).problem(mode, shape, Pattern.EXACT, 0);
    for (DType dtype : DType.values()) {
      Cell cell = Cells.cell("", mode, dtype, "qmv", "", true, shape, Pattern.EXACT);
      Operands in = Operands.of(problem.launch(cell), cell);
      Reference reference = problem.reference(dtype);
      for (int i = 0; i < in.results(); i++) {
        assertThat(reference.magnitudes()[i] / unit(in)).isLessThanOrEqualTo(0x1p24);
        assertThat((double) groupsFirst(in, i)).isEqualTo(reference.values()[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"nvfp4, 131072", "affine-b8-g64, 65536"})
  void innerSizeBeyondTheBudgetIsRefused(String id, int k) {
    Mode mode = Mode.parse("", id);
    QmvProblem[] made = new QmvProblem[1];

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              made[0] = family(mode).problem(mode, Shape.matVec(1, k), Pattern.EXACT, 0);
              made[0].reference(DType.FLOAT32);
            })
        .withMessageContaining("K=" + k + " is too large for exact inputs of " + id);
  }

  private static QmvFamily family(Mode mode) {
    return FAMILIES.all().stream()
        .map(QmvFamily.class::cast)
        .filter(f -> f.supports(mode))
        .findFirst()
        .orElseThrow();
  }

  /** A cell, its problem, and its inputs as numbers. */
  private record Made(Cell cell, QmvProblem problem, Operands operands) {}

  /** What is made for one test serves all others. */
  private final Map<String, List<Made>> made = new HashMap<>();

  /** One cell for each problem and dtype. */
  private void forEachProblem(String family, Consumer<Made> check) {
    made.computeIfAbsent(family, ExactPatternTest::make).forEach(check);
  }

  private static List<Made> make(String family) {
    String n = family.equals("fp_qmv") ? "1..16" : "1,5,8";
    Selection axes = Axes.builder().families(family).n(n).patterns("exact").build();
    List<Made> all = new ArrayList<>();
    for (ProblemCells cells : ConformanceMatrix.of(axes, FAMILIES).problems()) {
      QmvProblem problem = (QmvProblem) cells.problem(0);
      for (Cell cell : cells.cells()) {
        if (cell.variant().equals("qmv")) {
          all.add(new Made(cell, problem, Operands.of(problem.launch(cell), cell)));
        }
      }
    }
    return all;
  }

  private Map<FpMode, Map<DType, BitSet>> codes(Function<Operands, int[]> codes) {
    Map<FpMode, Map<DType, BitSet>> seen = new EnumMap<>(FpMode.class);
    forEachProblem(
        "fp_qmv",
        made -> {
          Cell cell = made.cell();
          BitSet set =
              seen.computeIfAbsent(
                      (FpMode) QmvCell.of(cell).mode(), mode -> new EnumMap<>(DType.class))
                  .computeIfAbsent(QmvCell.of(cell).dtype(), dtype -> new BitSet());
          IntStream.of(codes.apply(made.operands())).forEach(set::set);
        });
    return seen;
  }

  private static BitSet codes(int first, int last) {
    BitSet codes = new BitSet();
    codes.set(first, last + 1);
    return codes;
  }

  /** The largest power of two that all terms of a problem are multiples of. */
  private static double unit(Operands in) {
    int exponent = Integer.MAX_VALUE;
    for (int i = 0; i < in.results(); i++) {
      for (int k = 0; k < in.shape().k(); k++) {
        int w = in.wStart(i) + k;
        int g = w / in.groupSize();
        double x = in.x()[in.xStart(i) + k];
        exponent = Math.min(exponent, lowestBit(x * in.scales()[g] * in.elements()[w]));
        exponent = Math.min(exponent, lowestBit(x * in.biases()[g]));
      }
    }
    return Math.scalb(1.0, exponent);
  }

  private static int lowestBit(double value) {
    if (value == 0) {
      return Integer.MAX_VALUE;
    }
    long fraction = Double.doubleToLongBits(value) & (1L << 52) - 1 | 1L << 52;
    return Math.getExponent(value) - 52 + Long.numberOfTrailingZeros(fraction);
  }

  private static double term(Operands in, int i, int k) {
    int w = in.wStart(i) + k;
    int g = w / in.groupSize();
    return in.x()[in.xStart(i) + k] * (in.scales()[g] * in.elements()[w] + in.biases()[g]);
  }

  private static double withRawScales(Operands in, int i, int rawUpTo) {
    double sum = 0;
    for (int k = 0; k < in.shape().k(); k++) {
      int w = in.wStart(i) + k;
      int g = w / in.groupSize();
      double scale = k < rawUpTo ? in.scaleCodes()[g] : in.scales()[g];
      sum += in.x()[in.xStart(i) + k] * in.elements()[w] * scale;
    }
    return sum;
  }

  /** Dequantizes, multiplies and adds in float32, in the order given. */
  private static float weightsFirst(Operands in, int i, int[] order) {
    float sum = 0;
    for (int k : order) {
      int w = in.wStart(i) + k;
      int g = w / in.groupSize();
      float x = (float) in.x()[in.xStart(i) + k];
      sum += x * ((float) in.scales()[g] * (float) in.elements()[w]);
      sum += x * (float) in.biases()[g];
    }
    return sum;
  }

  /** Adds up each group before it applies scale and bias, from the last group to the first. */
  private static float groupsFirst(Operands in, int i) {
    float sum = 0;
    for (int start = in.shape().k() - in.groupSize(); start >= 0; start -= in.groupSize()) {
      float products = 0;
      float xs = 0;
      for (int k = start; k < start + in.groupSize(); k++) {
        float x = (float) in.x()[in.xStart(i) + k];
        products += x * (float) in.elements()[in.wStart(i) + k];
        xs += x;
      }
      int g = (in.wStart(i) + start) / in.groupSize();
      sum += (float) in.scales()[g] * products + xs * (float) in.biases()[g];
    }
    return sum;
  }

  private static float pairwise(Operands in, int i, int from, int to) {
    if (to - from == 1) {
      return weightsFirst(in, i, new int[] {from});
    }
    int middle = (from + to) / 2;
    return pairwise(in, i, from, middle) + pairwise(in, i, middle, to);
  }

  private static int[] shuffle(int[] values, Random random) {
    int[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    return shuffled;
  }
}
