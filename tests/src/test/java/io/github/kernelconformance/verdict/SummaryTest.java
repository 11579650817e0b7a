package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Cell CELL = SyntheticMatrix.CELLS.get(0);

  @Test
  void everyCellIsCountedOnce() {
    Summary summary =
        Summary.of(
            List.of(
                SyntheticMatrix.pass(CELL),
                SyntheticMatrix.pass(CELL),
                SyntheticMatrix.mismatch(CELL),
                crash(CELL, "SIGSEGV"),
                CellResult.skipped(CELL, "no kernel")));

    assertThat(summary).isEqualTo(new Summary(5, 2, 2, 1, 0, 0));
    assertThat(summary.ran()).isEqualTo(4);
    assertThat(summary.nothingRan()).isFalse();
  }

  @Test
  void skipsAloneAreNoRun() {
    assertThat(Summary.of(List.of(CellResult.skipped(CELL, "no kernel"))).nothingRan()).isTrue();
    assertThat(Summary.of(List.of()).nothingRan()).isTrue();
  }

  @Test
  void aCrashAloneIsARun() {
    assertThat(Summary.of(List.of(crash(CELL, "SIGSEGV"))).nothingRan()).isFalse();
  }
}
