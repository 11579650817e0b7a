package io.github.kernelconformance.described;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What inputs are made of: every distribution in every type, for rows of several lengths. */
class InputsTest {

  private static final List<int[]> SHAPES =
      List.of(new int[] {1, 1}, new int[] {1, 2}, new int[] {3, 33}, new int[] {2, 1000});

  private static double[] reals(DType type, Distribution distribution, int[] shape) {
    return new RealDraws(type, new DrawStream(shape[1]), shape[1])
        .of(distribution, shape[0] * shape[1]);
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void numbersAreOfTheType(Distribution distribution) {
    for (DType type : DType.values()) {
      for (int[] shape : SHAPES) {
        assertThat(DoubleStream.of(reals(type, distribution, shape)))
            .allSatisfy(it -> assertThat(type.round(it)).isEqualTo(it));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void distinctNumbersComeOnceInEachRow(DType type) {
    for (int[] shape : SHAPES) {
      double[] values = reals(type, Distribution.DISTINCT, shape);
      for (int row = 0; row < shape[0]; row++) {
        double[] one = Arrays.copyOfRange(values, row * shape[1], (row + 1) * shape[1]);
        assertThat(DoubleStream.of(one).distinct().count()).isEqualTo(shape[1]);
        assertThat(DoubleStream.of(one).map(Math::abs).max().orElseThrow()).isLessThan(600);
      }
    }
  }

  /** Else a sum of a row could be that of another one. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void distinctNumbersOfNeighbouringRowsHaveOtherSums(DType type) {
    for (int[] shape : SHAPES) {
      double[] values = reals(type, Distribution.DISTINCT, shape);
      double[] sums = new double[shape[0]];
      for (int i = 0; i < values.length; i++) {
        sums[i / shape[1]] += values[i];
      }
      for (int row = 1; row < sums.length; row++) {
        assertThat(sums[row]).isNotEqualTo(sums[row - 1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void specialNumbersComeOnce(DType type) {
    for (int[] shape : SHAPES) {
      double[] nan = reals(type, Distribution.NAN, shape);
      assertThat(count(nan, Double.NaN)).isEqualTo(1);
      double[] infinity = reals(type, Distribution.INFINITY, shape);
      assertThat(count(infinity, Double.POSITIVE_INFINITY)).isEqualTo(1);
      assertThat(count(infinity, Double.NEGATIVE_INFINITY)).isEqualTo(infinity.length > 1 ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void aMaskLeavesSomethingOfEachRow(DType type) {
    for (int[] shape : SHAPES) {
      double[] some = reals(type, Distribution.MASKED, shape);
      double[] row = reals(type, Distribution.MASKED_ROW, shape);
      for (int r = 0; r < shape[0]; r++) {
        int from = r * shape[1];
        long masked =
            count(Arrays.copyOfRange(some, from, from + shape[1]), Double.NEGATIVE_INFINITY);
        assertThat(masked).isLessThan(shape[1]);
        long whole =
            count(Arrays.copyOfRange(row, from, from + shape[1]), Double.NEGATIVE_INFINITY);
        assertThat(whole == shape[1]).isEqualTo(r == 0);
      }
    }
  }

  /** A kernel that loses what its first or its last round has would not be seen by the others. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void theLargestOfHugeNumbersLiesAtAnEndOfItsRow(DType type) {
    double[] values = reals(type, Distribution.HUGE, new int[] {3, 1000});
    for (int row = 0; row < 2; row++) {
      double[] one = Arrays.copyOfRange(values, row * 1000, (row + 1) * 1000);
      double[] sorted = one.clone();
      Arrays.sort(sorted);
      assertThat(one[row == 0 ? 0 : 999]).isEqualTo(sorted[999]);
      assertThat(sorted[999] - sorted[998]).isGreaterThan(88);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void magnitudesAreAsTheNamesSay(DType type) {
    int[] shape = {2, 1000};
    double normal = type.ulp(0) / (2 * type.unitRoundoff());
    assertThat(DoubleStream.of(reals(type, Distribution.SUBNORMAL, shape)))
        .anyMatch(it -> it != 0 && Math.abs(it) < normal)
        .anyMatch(it -> Math.abs(it) > 0.5);
    assertThat(DoubleStream.of(reals(type, Distribution.SHIFTED, shape))).allMatch(it -> it < -90);
    assertThat(DoubleStream.of(reals(type, Distribution.HUGE, shape)))
        .anyMatch(it -> Math.abs(it) > 4000);
    assertThat(DoubleStream.of(reals(type, Distribution.TINY, shape)))
        .allMatch(it -> Math.abs(it) < 0.01);
    assertThat(DoubleStream.of(reals(type, Distribution.INTEGERS, shape)))
        .allMatch(it -> it == Math.rint(it) && Math.abs(it) <= 2);
    assertThat(DoubleStream.of(reals(type, Distribution.TIES, shape)).distinct().count())
        .isEqualTo(3);
    assertThat(DoubleStream.of(reals(type, Distribution.CONSTANT, shape)).distinct().count())
        .isEqualTo(1);
    double[] zeros = reals(type, Distribution.SIGNED_ZEROS, shape);
    assertThat(DoubleStream.of(zeros).anyMatch(it -> Double.compare(it, 0.0) == 0)).isTrue();
    assertThat(DoubleStream.of(zeros).anyMatch(it -> Double.compare(it, -0.0) == 0)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScalarType.class,
      names = {"FLOAT", "HALF", "BFLOAT"},
      mode = EnumSource.Mode.EXCLUDE)
  void integersAreOfTheirTypeAndBelowTheirBound(ScalarType type) {
    for (Distribution distribution : Distribution.values()) {
      for (int[] shape : SHAPES) {
        int count = shape[0] * shape[1];
        WholeDraws draws = new WholeDraws(type, new DrawStream(3), shape[1]);
        assertThat(LongStream.of(draws.of(distribution, count)))
            .allSatisfy(it -> Encoding.check("x", type, it));
        for (int bound : new int[] {1, 2, 100}) {
          assertThat(LongStream.of(draws.below(distribution, count, bound)))
              .allMatch(it -> it >= 0 && it < bound);
        }
      }
    }
  }

  @Test
  void integersThatAreDistinctComeOnceInEachRow() {
    long[] values =
        new WholeDraws(ScalarType.INT, new DrawStream(1), 1000).of(Distribution.DISTINCT, 1000);

    assertThat(LongStream.of(values).distinct().count()).isEqualTo(1000);

    long[] rows =
        new WholeDraws(ScalarType.INT, new DrawStream(1), 100).of(Distribution.DISTINCT, 200);
    assertThat(LongStream.of(rows).limit(100).sum())
        .isNotEqualTo(LongStream.of(rows).skip(100).sum());
  }

  /** Two inputs of one shape, so that one could be taken for the other. */
  public static final class Two implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 40);
      it.kernel("two");
      it.input("x", ScalarType.FLOAT, n);
      it.input("y", ScalarType.FLOAT, n);
      it.input("p", ScalarType.HALF, n).between(0.25, 0.75);
      it.output("out", ScalarType.FLOAT, n);
      it.grid(n).threads(1);
    }

    @Override
    public void reference(Case c) {
      c.output("out", c.size("n"), i -> c.at("x", i).plus(c.at("y", i)));
    }
  }

  @Test
  void equalSeedsGiveEqualBytesAndAllElseOthers() {
    Set<List<Byte>> seen = new HashSet<>();
    for (ProblemCells cells :
        ContractRun.family(new Two())
            .enumerate(ContractRun.selection(Map.of("pattern", "normal,uniform")))
            .problems()) {
      for (long seed : new long[] {0, 1}) {
        for (String name : List.of("x", "y")) {
          byte[] bytes = bytes(cells, seed, name);
          assertThat(bytes(cells, seed, name)).isEqualTo(bytes);
          assertThat(seen.add(list(bytes))).isTrue();
        }
        assertThat(DoubleStream.of(DType.FLOAT16.decode(bytes(cells, seed, "p"))))
            .allMatch(it -> it >= 0.25 && it <= 0.75);
      }
    }
    assertThat(seen).hasSize(8);
  }

  private static byte[] bytes(ProblemCells cells, long seed, String name) {
    return cells.problem(seed).launch(cells.cells().get(0)).arguments().stream()
        .filter(it -> it.name().equals(name))
        .map(it -> ((Argument.Input) it).bytes())
        .findFirst()
        .orElseThrow();
  }

  private static List<Byte> list(byte[] bytes) {
    Byte[] all = new Byte[bytes.length];
    Arrays.setAll(all, i -> bytes[i]);
    return List.of(all);
  }

  private static long count(double[] values, double value) {
    return DoubleStream.of(values).filter(it -> Double.compare(it, value) == 0).count();
  }
}
