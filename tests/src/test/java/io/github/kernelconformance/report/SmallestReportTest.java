package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.SmallestCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of the smallest cases. */
class SmallestReportTest {

  @TempDir private Path directory;

  @Test
  void theConsoleHasTheFirstCaseAndItsCommand() {
    assertThat(ConsoleReport.lines(report(SmallestCases.ofAProduct(), SmallestCases.ofACrash())))
        .containsSequence(
            "Smallest case, see reproducer.md: mxfp4/float32/qmv/N=5/K=512/normal: y[m=0, n=0] is"
                + " 127 instead of 1, 127 times as large; 2 of 585 elements of its inputs are not 0",
            "  Run it: mvn kernel-conformance:verify -pl kernels"
                + " -DkernelConformance.cells='mxfp4/float32/qmv/N=5/K=512/normal'")
        .hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void theReproducerHasAllThatTheLaunchNeeds() {
    assertThat(Reproducer.text(report(SmallestCases.ofAProduct())))
        .contains("src/main/metal/qmv.metal:12", "1 × 2 × 1", "32 × 2 × 1")
        .contains("| as | `qmv<float, 32>` |", "| function constants | rows = 4, wide = true |")
        .contains("| 0 | `w` | read |", "`[0] 0x00000002, [1..63] 0x00000000`")
        .contains("| 1 | `y` | written |")
        .contains("|  | `global_scale` | not bound |")
        .contains("bound at byte 4; `[0..1] NaN`, and 1 more")
        .contains("- `w` elements [0, 7] = 1\n- and 1 more")
        .contains("Of those that cannot be 0, these are not 1:\n\n- `scales` [3] = 0.25\n")
        .contains("| `y`[0, 0] | 127 | 1 | 9.54E-7 |")
        .contains("| `y`[0, 1] | NaN | -Infinity | 0 |")
        .contains("-DkernelConformance.cells='mxfp4/float32/qmv/N=5/K=512/normal'")
        .contains("40 failing cells:\n\n- mxfp4 × qmv × K > 256\n- mxfp8 × qmv\n");
  }

  @Test
  void aDiagnosisOfTheCellIsQuotedAndNoOther() {
    Cell cell = cell("mxfp4/float32/qmv/N=5/K=512/normal");
    Hypothesis raw = Hypothesis.told("raw", "scale byte not decoded");
    Report report = report(SmallestCases.ofAProduct());

    assertThat(Reproducer.text(diagnosed(report, List.of(raw), List.of(cell), List.of())))
        .contains("What explains it: " + raw.sentence() + " - explains 1 of 1 failing cell.");
    assertThat(Reproducer.text(diagnosed(report, List.of(raw), List.of(), List.of(cell))))
        .doesNotContain("explains it");
    assertThat(Reproducer.text(diagnosed(report, List.of(), List.of(), List.of(cell))))
        .doesNotContain("explains it");
  }

  private static Report diagnosed(
      Report report, List<Hypothesis> causes, List<Cell> explained, List<Cell> others) {
    return new ReportDraft(report)
        .diagnoses(List.of(new Diagnosis(causes, explained, others, List.of())))
        .report();
  }

  @Test
  void aSearchThatWasStoppedIsTold() {
    assertThat(Reproducer.text(report(SmallestCases.ofACrash())))
        .contains("ended after 400 launches")
        .contains("17 × 1 × 1, as `dispatchThreads` has it")
        .doesNotContain("What is wrong", "What is not 0");
  }

  @Test
  void whenNothingFailsThereIsNoReproducer() throws IOException {
    new Reproducer().write(report(SmallestCases.ofAProduct()), directory);
    assertThat(directory.resolve(Reproducer.FILE)).exists();

    new Reproducer().write(report(), directory);

    assertThat(directory.resolve(Reproducer.FILE)).doesNotExist();
    assertThat(Files.list(directory)).isEmpty();
  }

  private static Report report(SmallestCase... cases) {
    return new ReportDraft(Reports.of(results(SEED_DEFECT))).smallest(List.of(cases)).report();
  }
}
