package io.github.kernelconformance.described;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Status;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of an output that a kernel writes in part, only what the reference gives is compared. */
class PartlyWrittenTest {

  private static final int SIZE = 6;

  /** How the reference gives its elements. */
  private enum Giving {
    ROUNDED,
    AS_IT_IS,
    EXACTLY
  }

  /** Gives every second element. */
  private record Halves(ScalarType type, Giving giving, String reason) implements Contract {

    @Override
    public String name() {
      return "halves";
    }

    @Override
    public void describe(Description it) {
      var n = it.sizes("n", SIZE);
      it.kernel("halves");
      it.input("x", type, n);
      var out = it.output("out", type, n);
      if (!reason.isEmpty()) {
        out.partly(reason);
      }
      it.grid(n).threads(1);
    }

    @Override
    public void reference(Case c) {
      for (int i = 0; i < SIZE; i += 2) {
        switch (giving) {
          case ROUNDED -> c.output("out", c.exact(3).times(0.1), i);
          case AS_IT_IS -> c.output("out", c.exact(1.5), i);
          case EXACTLY -> c.exactly("out", 1, i);
        }
      }
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(ScalarType.FLOAT, ScalarType.HALF, ScalarType.BFLOAT)
        .flatMap(type -> Stream.of(Giving.values()).map(giving -> Arguments.of(type, giving)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsNotGivenMayBeAnythingAndTheRestIsCompared(ScalarType type, Giving giving) {
    DescribedFamily family = ContractRun.family(new Halves(type, giving, "every second one"));
    ProblemCells cells = family.enumerate(ContractRun.selection(Map.of())).problems().get(0);
    Cell cell = cells.cells().get(0);
    Problem problem = cells.problem(0);
    Map<String, Expected> expected = problem.expected(cell);
    DType stored = type.dtype().orElseThrow();
    double right =
        switch (giving) {
          case ROUNDED -> 3 * 0.1;
          case AS_IT_IS -> 1.5;
          case EXACTLY -> Double.NaN;
        };
    for (int wrong = -1; wrong < SIZE; wrong++) {
      for (double other : new double[] {-7, Double.NaN, Double.POSITIVE_INFINITY, 0}) {
        double[] output = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
          output[i] = i % 2 == 0 ? right : other;
        }
        if (wrong >= 0) {
          output[wrong] = -7;
        }
        byte[] bytes = stored.encode(output);
        if (giving == Giving.EXACTLY) {
          giveBits(bytes, stored.bytes(), wrong);
        }

        Status status =
            Comparison.compare(cell, Map.of("out", bytes), expected, family.arrays(cell)).status();

        boolean compared = wrong >= 0 && wrong % 2 == 0;
        assertThat(status)
            .as("%s, element %s wrong, others %s", giving, wrong, other)
            .isEqualTo(compared ? Status.MISMATCH : Status.PASS);
      }
    }
  }

  /** The bits 1 at each given element but a wrong one. */
  private static void giveBits(byte[] bytes, int size, int wrong) {
    for (int i = 0; i < SIZE; i += 2) {
      if (i != wrong) {
        for (int b = 0; b < size; b++) {
          bytes[i * size + b] = (byte) (b == 0 ? 1 : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void withoutAReasonEachElementIsGiven(ScalarType type, Giving giving) {
    DescribedFamily family = ContractRun.family(new Halves(type, giving, ""));
    ProblemCells cells = family.enumerate(ContractRun.selection(Map.of())).problems().get(0);

    assertThatThrownBy(() -> cells.problem(0).expected(cells.cells().get(0)))
        .isInstanceOf(AuthorException.class)
        .hasMessageContaining("does not give the element [1] of out");
  }
}
