package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourSumsTest {

  private final Random random = new Random(7);

  /** With a unit roundoff of nearly zero, partial sums are those of exact arithmetic. */
  @Test
  void figuresAreTheLargestOfAllParentheses() {
    for (int round = 0; round < 200; round++) {
      double[] x = normal(8);
      NeighbourSums sums = NeighbourSums.of(x, 4, 0x1p-1000);
      for (int chunk = 0; chunk < 2; chunk++) {
        List<List<Double>> all = allPartialSums(x, 4 * chunk, 4 * chunk + 4);
        assertThat(all).hasSize(5);
        assertThat(sums.absolute()[chunk]).isCloseTo(most(all, 1), within(1e-12));
        assertThat(sums.squares()[chunk]).isCloseTo(most(all, 2), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"BFLOAT16, 4", "BFLOAT16, 8", "FLOAT16, 4", "FLOAT16, 8"})
  void sumsInAnyParenthesesAreWithinTheError(DType dtype, int chunk) {
    double largest = 0;
    for (int round = 0; round < 300; round++) {
      int chunks = 1 + random.nextInt(40);
      double[] x = DoubleStream.of(normal(chunks * chunk)).map(dtype::round).toArray();
      double[] factors = normal(chunks);
      double error = 0;
      for (int i = 0; i < chunks; i++) {
        double exact = DoubleStream.of(x).skip(i * chunk).limit(chunk).sum();
        error += factors[i] * (sum(x, i * chunk, (i + 1) * chunk, dtype) - exact);
      }
      double bound = NeighbourSums.of(x, chunk, dtype.unitRoundoff()).error(0, factors);
      largest = Math.max(largest, Math.abs(error) / bound);
    }
    assertThat(largest).isBetween(0.05, 1.0);
  }

  private double[] normal(int count) {
    return random.doubles(count).map(it -> random.nextGaussian()).toArray();
  }

  private double sum(double[] x, int from, int to, DType dtype) {
    if (to - from == 1) {
      return x[from];
    }
    int middle = from + 1 + random.nextInt(to - from - 1);
    return dtype.round(sum(x, from, middle, dtype) + sum(x, middle, to, dtype));
  }

  /** For each way to put parentheses the sums that are made. */
  private static List<List<Double>> allPartialSums(double[] x, int from, int to) {
    if (to - from == 1) {
      return List.of(List.of());
    }
    List<List<Double>> all = new ArrayList<>();
    for (int middle = from + 1; middle < to; middle++) {
      for (List<Double> left : allPartialSums(x, from, middle)) {
        for (List<Double> right : allPartialSums(x, middle, to)) {
          List<Double> sums = new ArrayList<>(left);
          sums.addAll(right);
          sums.add(DoubleStream.of(x).skip(from).limit(to - from).sum());
          all.add(sums);
        }
      }
    }
    return all;
  }

  private static double most(List<List<Double>> all, int power) {
    return all.stream()
        .mapToDouble(sums -> sums.stream().mapToDouble(it -> Math.pow(Math.abs(it), power)).sum())
        .max()
        .orElseThrow();
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
