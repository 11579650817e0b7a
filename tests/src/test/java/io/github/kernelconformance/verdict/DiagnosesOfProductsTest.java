package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineQmv;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.testing.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every fault that a product's contract knows is named where a kernel has it, and no other. */
class DiagnosesOfProductsTest {

  @Test
  void aKernelWithAFaultIsToldFromAllOthers() {
    check(new FpQmv(), axes("mxfp8", "160").build());
    check(new AffineQmv(), axes("affine-b4-g32", "288").families("affine_qmv").build());
  }

  @Test
  void numbersWithoutAPatternHaveNoKnownCause() {
    Faulty faulty = new Faulty(new FpQmv(), axes("mxfp4", "288").build());
    Random random = new Random(1);

    assertNothingIsNamed(faulty, value -> random.nextGaussian() * Math.abs(value));
    assertNothingIsNamed(faulty, value -> value * (1 + 0.01 * random.nextGaussian()));
    assertNothingIsNamed(faulty, value -> value * (1 + 1e-5 * random.nextGaussian()));
  }

  private static Axes axes(String mode, String k) {
    return Axes.builder().modes(mode).n("3").k(k).dtypes("float32,bfloat16");
  }

  private static void check(KernelFamily family, Selection selection) {
    Faulty faulty = new Faulty(family, selection);
    List<Hypothesis> all =
        faulty.problem(faulty.cells().get(0)).hypotheses(faulty.cells().get(0), Map.of());
    List<String> unnamed = new ArrayList<>();
    int shown = 0;
    for (Hypothesis fault : all) {
      List<CellResult> results = faulty.results((problem, cell) -> problem.supposing(cell, fault));
      if (results.stream().anyMatch(CellResult::failed)) {
        shown++;
        for (Diagnosis diagnosis : faulty.diagnoses(results)) {
          if (!diagnosis.known()) {
            unnamed.add(fault.id());
          } else {
            assertThat(diagnosis.causes())
                .as(fault + ": " + diagnosis.sentence())
                .anyMatch(it -> it.id().equals(fault.id()));
          }
        }
      }
    }
    assertThat(shown).isGreaterThan(70);
    assertThat(unnamed).as("of " + shown).hasSizeLessThanOrEqualTo(shown / 10);
  }

  private interface Noise {
    double of(double value);
  }

  private static void assertNothingIsNamed(Faulty faulty, Noise noise) {
    List<CellResult> results =
        faulty.results(
            (problem, cell) -> {
              Expected right = problem.expected(cell).get("y");
              double[] values =
                  right instanceof Expected.Near near
                      ? near.values().clone()
                      : ((Expected.Rounded) right).values().clone();
              for (int i = 0; i < values.length; i++) {
                values[i] = noise.of(values[i]);
              }
              return Optional.of(Map.of("y", new Expected.Rounded(values)));
            });
    assertThat(results).anyMatch(CellResult::failed);
    assertThat(faulty.diagnoses(results))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.known()).as(it.sentence()).isFalse());
  }
}
