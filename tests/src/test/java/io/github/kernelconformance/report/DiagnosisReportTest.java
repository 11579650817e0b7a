package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of the faults that explain failing cells. */
class DiagnosisReportTest {

  private static final Hypothesis RAW = Hypothesis.told("raw", "scale byte not decoded");
  private static final Hypothesis ROOT =
      new Hypothesis("root", "the root is left out", "src/Norm.java:14", Origin.REFERENCE);

  private static final List<CellResult> RESULTS = results(SEED_DEFECT);
  private static final List<Cell> FAILED =
      RESULTS.stream().filter(CellResult::failed).map(CellResult::cell).toList();

  @Test
  void theConsoleShowsTheCauseBelowTheCells() {
    int all = FAILED.size();

    assertThat(causes(diagnosis(List.of(RAW), all)))
        .isNotEmpty()
        .allMatch(
            it ->
                it.matches(
                    " +Cause: scale byte not decoded - explains ([\\d,]+) of \\1 failing cells"));
    assertThat(causes(diagnosis(List.of(RAW, ROOT), all)))
        .allMatch(
            it ->
                it.contains(
                    "Cause: one of these: scale byte not decoded; or the root is left out"
                        + " (Norm.java:14) - explains"));
    assertThat(causes(diagnosis(List.of(), 0)))
        .allMatch(it -> it.matches(" +Cause: no known cause fits [\\d,]+ failing cells"));
  }

  @Test
  void jsonIsReadBackAsItWas(@TempDir Path directory) throws Exception {
    Report report = report(diagnosis(List.of(RAW, ROOT), 3));
    new JsonReport().write(report, directory);
    Path json = directory.resolve(JsonReport.FILE);

    assertThat(JsonReportReader.read(json).explanation().diagnoses())
        .isEqualTo(report.explanation().diagnoses());
  }

  @Test
  void junitTellsTheCauseOfTheCellsThatItExplains(@TempDir Path directory) throws Exception {
    new JunitReport().write(report(diagnosis(List.of(ROOT), 1)), directory);

    try (var files = Files.list(directory)) {
      String all = "";
      for (Path file : files.toList()) {
        all += Files.readString(file);
      }
      assertThat(all).containsOnlyOnce("cause: the root is left out (Norm.java:14)");
    }
  }

  private static List<String> causes(Diagnosis diagnosis) {
    return ConsoleReport.lines(report(diagnosis)).stream()
        .filter(it -> it.contains("Cause:"))
        .toList();
  }

  private static Diagnosis diagnosis(List<Hypothesis> causes, int explained) {
    return new Diagnosis(
        causes, FAILED.subList(0, explained), FAILED.subList(explained, FAILED.size()), List.of());
  }

  private static Report report(Diagnosis diagnosis) {
    return new ReportDraft(Reports.of(RESULTS)).diagnoses(List.of(diagnosis)).report();
  }
}
