package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.Reductions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements of products become 0 and 1 in what kernels read, and so does the reference. */
class ReducibleTest {

  private final Random random = new Random(34);

  static Stream<Mode> modes() {
    return Mode.all().stream();
  }

  /** Each mode in each type, pattern and layout, at a shape with a block and a tail. */
  @ParameterizedTest
  @MethodSource("modes")
  void theKernelReadsWhatTheReferenceIsOf(Mode mode) {
    ConformanceMatrix matrix =
        ConformanceMatrix.of(
            Axes.builder()
                .families("fp_qmv,affine_qmv")
                .modes(mode.id())
                .batch("1,2,3-broadcast,2-padded")
                .m("2")
                .n("3")
                .k(Integer.toString(3 * Math.max(64, mode.groupSize())))
                .cells("**/qmv/**")
                .build(),
            new Families());
    assertThat(matrix.problems()).hasSize(8);
    for (ProblemCells of : matrix.problems()) {
      Problem problem = of.problem(0);
      for (Cell cell : of.cells()) {
        check(problem, cell);
      }
    }
  }

  private void check(Problem problem, Cell cell) {
    Reducible inputs = problem.reducible(cell).orElseThrow();
    List<Value[]> to = Reductions.any(inputs, random);
    Problem simpler = inputs.with(to);
    Operands before = Operands.of(problem.launch(cell), cell);
    Operands after = Operands.of(simpler.launch(cell), cell);

    for (int p = 0; p < to.size(); p++) {
      Part part = inputs.parts().get(p);
      double[] was = numbers(part, before);
      double[] is = numbers(part, after);
      for (int i = 0; i < is.length; i++) {
        int element = i % part.values().length; // products may share a matrix
        Value value = to.get(p)[element];
        assertThat(part.values()[element]).isEqualTo(was[i]);
        assertThat(is[i]).as("%s %s[%d]", cell, part.argument(), i).isEqualTo(value.number(was[i]));
      }
    }

    double[] values = values(simpler.expected(cell).get("y"));
    assertThat(values).hasSize(after.results());
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      double magnitude = 0;
      for (int k = 0; k < after.shape().k(); k++) {
        int w = after.wStart(i) + k;
        int group = w / after.groupSize();
        double weight = after.scales()[group] * after.elements()[w] + after.biases()[group];
        double term = weight * after.x()[after.xStart(i) + k];
        sum += term;
        magnitude += Math.abs(term);
      }
      assertThat(values[i]).isEqualTo(sum, within(1e-12 * magnitude));
    }
  }

  private static double[] numbers(Part part, Operands operands) {
    return switch (part.argument()) {
      case "w" -> operands.elements();
      case "x" -> operands.x();
      case "scales" -> operands.scales();
      default -> operands.biases();
    };
  }

  private static double[] values(Expected expected) {
    return expected instanceof Expected.Near near
        ? near.values()
        : ((Expected.Rounded) expected).values();
  }
}
