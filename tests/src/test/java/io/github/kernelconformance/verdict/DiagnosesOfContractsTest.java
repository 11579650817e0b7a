package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.testing.Axes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract's own reference, with one thing done otherwise, says what a kernel does. */
class DiagnosesOfContractsTest {

  /** out[r, i] = x[r, i] / sqrt(mean over k of x[r, k]^2 + eps) * w[i]. */
  static final class Norm implements Contract {
    @Override
    public void describe(Description it) {
      var rows = it.sizes("rows", 1, 3);
      var n = it.sizes("n", 33, 100);
      it.kernel("norm");
      it.input("x", FLOAT, rows, n);
      it.input("w", FLOAT, n);
      it.value("eps", 1e-5f);
      it.output("out", FLOAT, rows, n);
      it.grid(rows).threads(32);
      it.fault("rows are not weighted", c -> rows(c, false));
    }

    @Override
    public void reference(Case c) {
      rows(c, true);
    }

    private static void rows(Case c, boolean weighted) {
      int n = c.size("n");
      c.each(
          c.size("rows"),
          r -> {
            Tracked mean = c.sum(n, k -> c.at("x", r, k).squared()).over(n);
            Tracked scale = mean.plus(c.value("eps")).rsqrt();
            c.output(
                "out",
                n,
                i -> {
                  Tracked scaled = c.at("x", r, i).times(scale);
                  return weighted ? scaled.times(c.at("w", i)) : scaled;
                },
                r);
          });
    }
  }

  private static final DescribedFamily NORM =
      DescribedFamily.of(
          new Norm(),
          AuthorCode.UNKNOWN,
          Duration.ofSeconds(10),
          Arithmetic.of(AccuracyTable.MSL_PRECISE));

  private final Faulty faulty = new Faulty(NORM, Axes.builder().families("norm").build());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the root is left out",
        "the division is left out",
        "the square is left out",
        "the last term is left out",
        "all terms but the last tile of 32 are left out, as if each replaced the one before",
        "terms past the last whole 32 are left out",
        "w is doubled",
        "rows are not weighted",
      })
  void oneThingDoneOtherwiseIsNamed(String words) {
    Hypothesis fault =
        hypotheses().stream().filter(it -> it.words().equals(words)).findFirst().orElseThrow();

    List<CellResult> results = faulty.results((problem, cell) -> problem.supposing(cell, fault));

    assertThat(results).anyMatch(CellResult::failed);
    assertThat(faulty.diagnoses(results))
        .allSatisfy(
            it ->
                assertThat(it.causes())
                    .as(fault + ": " + it.sentence())
                    .anyMatch(cause -> cause.id().equals(fault.id())));
  }

  @Test
  void anOperationIsNamedWithItsLine() {
    assertThat(hypotheses())
        .filteredOn(it -> it.words().equals("the root is left out"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.sentence())
                    .matches("the root is left out \\(DiagnosesOfContractsTest\\.java:\\d+\\)"));
  }

  @Test
  void aRightKernelNeedsNoCause() {
    List<CellResult> results =
        faulty.results((problem, cell) -> Optional.of(problem.expected(cell)));

    assertThat(results).noneMatch(CellResult::failed);
    assertThat(faulty.diagnoses(results)).isEmpty();
  }

  private List<Hypothesis> hypotheses() {
    Cell cell =
        faulty.cells().stream()
            .filter(it -> it.id().equals("norm/rows=3/n=100/normal"))
            .findFirst()
            .orElseThrow();
    return faulty.problem(cell).hypotheses(cell, outputs(cell));
  }

  private Map<String, byte[]> outputs(Cell cell) {
    return Map.of("out", new byte[4 * 300]);
  }
}
