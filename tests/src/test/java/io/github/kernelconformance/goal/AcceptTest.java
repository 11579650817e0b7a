package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.TODAY;
import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conformance;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.gate;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate as a project meets it: a build that fails, accept, and what comes after. */
class AcceptTest {

  /** Row 4 is wrong by one ulp, so that N from 5 on fails in pattern exact. */
  private static final Map<String, String> DEFECT = Map.of("OFF", "1", "ROW", "4");

  /** The same in row 0, so that every N fails. */
  private static final Map<String, String> OTHER_DEFECT = Map.of("OFF", "1", "ROW", "0");

  private static final Map<String, String> REPAIRED = Map.of();

  private static final String LINE =
      "mxfp4/float32/qmv/N={5..8}/K={32,288}/exact  mismatch  relErr<=";

  @TempDir private static Path wrong;
  private static Outcome failed;

  @TempDir private Path project;

  @BeforeAll
  static void aBuildThatFails() throws Exception {
    failed = Projects.judge(request(conforming(wrong), axes().build(), DEFECT), gate(wrong));
  }

  @BeforeEach
  void kernels() throws IOException {
    conforming(project);
  }

  /** What {@code verify(DEFECT)} leaves behind: equal projects have equal reports. */
  private void fail() throws IOException {
    Files.createDirectories(output(project));
    try (Stream<Path> files = Files.list(output(wrong))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, output(project).resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aBuildThatFailsEndsWithTheLineAndTheCommandThatAcceptIt() {
    assertThat(failed.failure().orElseThrow().lines())
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("8 of 32 cells do not conform"),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "To accept this, put these lines into"
                            + " src/conformance/host.expectations:"),
            it -> assertThat(it).startsWith("  " + LINE).endsWith("  <why, or a URL>"),
            it -> assertThat(it).isEqualTo("or let this command write them:"),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "  mvn kernel-conformance:accept"
                            + " -DkernelConformance.reason='<why, or a URL>'"));
  }

  @Test
  void whatWasAcceptedPassesAndIsReportedAsExpected() throws Exception {
    fail();
    Outcome accepted = accept("issue #7");

    assertThat(accepted.lines())
        .containsExactly(
            "src/conformance/host.expectations: 1 line added and 0 changed. They allow 8"
                + " cells more to fail.",
            "src/conformance/host.baseline now has the errors of this run.");
    Outcome outcome = verify(DEFECT);
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.warnings()).isEmpty();
    assertThat(outcome.lines()).contains("24 passed, 0 failed, 0 skipped, 8 expected to fail");
    JsonNode report = new ObjectMapper().readTree(output(project).resolve("report.json").toFile());
    assertThat(report.at("/summary/expected").asInt()).isEqualTo(8);
    assertThat(report.at("/summary/passed").asInt()).isEqualTo(24);
    assertThat(report.get("cells"))
        .filteredOn(cell -> cell.get("status").asText().equals("mismatch"))
        .hasSize(8)
        .allMatch(cell -> cell.at("/expected/reason").asText().equals("issue #7"))
        .allMatch(cell -> !cell.at("/expected/flaky").asBoolean());
    assertThat(Files.readString(output(project).resolve("TEST-fp_qmv.mxfp4.xml")))
        .contains(" skipped=\"8\" failures=\"0\"")
        .contains("<skipped message=\"expected mismatch: issue #7\"");
  }

  @Test
  void equalRunsGiveEqualFiles(@TempDir Path elsewhere) throws Exception {
    verify(DEFECT);
    accept("known");
    String expectations = expectations();
    String baseline = Files.readString(conformance(project).resolve("host.baseline"));
    verify(DEFECT);
    accept("known");

    assertThat(expectations()).isEqualTo(expectations);
    assertThat(conformance(project).resolve("host.baseline")).hasContent(baseline);
    assertThat(conformance(project)).isDirectoryNotContaining("glob:**.new");
    Projects.judge(request(conforming(elsewhere), axes().build(), DEFECT), gate(elsewhere));
    Accept.run(asked(elsewhere, "known", ""));
    assertThat(conformance(elsewhere).resolve("host.expectations")).hasContent(expectations);
    assertThat(conformance(elsewhere).resolve("host.baseline")).hasContent(baseline);
  }

  @Test
  void onceItIsRepairedItsLineIsStale() throws Exception {
    fail();
    accept("known");

    Outcome outcome = verify(REPAIRED);
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.warnings())
        .containsExactly(
            "Stale expectations:",
            "  src/conformance/host.expectations:3: all of its 8 cells pass; remove"
                + " mxfp4/float32/qmv/N={5..8}/K={32,288}/exact");
    GateSettings gate = gate(project);
    Outcome strict =
        Projects.judge(
            request(project, axes().build(), REPAIRED),
            new GateSettings(gate.directory(), TODAY, false, true, 2, false, gate.accept()));
    assertThat(strict.failure())
        .contains(
            "src/conformance/host.expectations:3: all of its 8 cells pass, although none"
                + " of them should");
  }

  @Test
  void whatGetsWorseFailsAndIsAcceptedWithoutANewReason() throws Exception {
    fail();
    accept("known");
    rewrite(expectations().replaceAll("relErr<=\\S+", "relErr<=1e-12"));

    Outcome outcome = verify(DEFECT);
    assertThat(outcome.failure().orElseThrow())
        .startsWith("8 of 32 cells do not conform\n")
        .endsWith("or let this command write them:\n  mvn kernel-conformance:accept");
    assertThat(outcome.lines())
        .contains("Not as expected:", "  and 3 more")
        .anyMatch(
            it ->
                it.matches(
                    "  mxfp4/float32/qmv/N=5/K=32/exact: relErr \\S+ is above relErr<=1E-12"
                        + " \\(src/conformance/host.expectations:3\\)"));
    accept("");
    assertThat(verify(DEFECT).failure()).isEmpty();
    assertThat(expectations()).contains("  known");
  }

  @Test
  void whatFailsInAnotherWayFails() throws Exception {
    rewrite("**/exact  crash  known\n**/normal flaky:race  known\n");

    Outcome outcome = verify(DEFECT);
    assertThat(outcome.failure().orElseThrow()).startsWith("8 of 32 cells do not conform\n");
    assertThat(outcome.lines())
        .contains(
            "  mxfp4/float32/qmv/N=5/K=32/exact: mismatch, not crash"
                + " (src/conformance/host.expectations:1)");
  }

  @Test
  void newFailuresFailBesidesExpectedOnes() throws Exception {
    fail();
    accept("known");

    Outcome outcome = verify(OTHER_DEFECT);
    assertThat(outcome.failure().orElseThrow()).startsWith("8 of 32 cells do not conform\n");
    assertThat(outcome.lines())
        .contains("16 passed, 8 failed, 0 skipped, 8 expected to fail")
        .anyMatch(it -> it.contains("N 1..4"));
  }

  @Test
  void anExpectationThatExpiredFailsUntilItIsRenewed() throws Exception {
    rewrite("**/N={5..8}/*/exact  mismatch  known  expires=2026-11-21\n");

    Outcome outcome = verify(DEFECT);
    assertThat(outcome.failure().orElseThrow().lines())
        .containsExactly(
            "8 of 32 cells do not conform",
            "src/conformance/host.expectations:1 expired on 2026-11-21",
            "To accept this, run:",
            "  mvn kernel-conformance:accept -DkernelConformance.expires='<YYYY-MM-DD>'");
    assertThat(outcome.lines())
        .contains(
            "Expired expectations:",
            "  src/conformance/host.expectations:1: **/N={5..8}/*/exact, on 2026-11-21: known");
    assertThat(accept("").warnings())
        .containsExactly(
            "src/conformance/host.expectations:1 expired on 2026-11-21 and was not"
                + " renewed. To renew it, give -DkernelConformance.expires.");
    Accept.run(asked(project, "", "2027-01-31"));
    assertThat(expectations())
        .isEqualTo("**/N={5..8}/*/exact  mismatch  known  expires=2027-01-31\n");
    assertThat(verify(DEFECT).failure()).isEmpty();
  }

  @Test
  void anExpectationThatExpiredFailsEvenIfItsCellsPass() throws Exception {
    rewrite("**/N={5..8}/*/exact  mismatch  known  expires=2026-11-21\n");

    assertThat(verify(REPAIRED).failure())
        .contains(
            "src/conformance/host.expectations:1 expired on 2026-11-21; all of its 8 cells pass, so"
                + " remove it");
  }

  @Test
  void flakyCellsAreListedApart() throws Exception {
    rewrite("**/N={4,5}/K=32/exact  flaky:mismatch  atomics\n");

    Outcome outcome = verify(Map.of("OFF", "1", "ROW", "4"), axes().n("4,5").build());
    assertThat(outcome.failure().orElseThrow()).startsWith("1 of 8 cells do not conform\n");
    assertThat(outcome.lines())
        .containsSequence(
            "Flaky, as expected:",
            "  mxfp4/float32/qmv/N=4/K=32/exact: pass this time; atomics",
            "  mxfp4/float32/qmv/N=5/K=32/exact: mismatch this time; atomics");
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void aGlobThatMatchesNoCellIsAnErrorBeforeAnythingRuns() throws Exception {
    rewrite("mxfp4/float32/qmv/N=9/K=32/exact  mismatch  known\n");

    assertThatThrownBy(() -> verify(REPAIRED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "src/conformance/host.expectations:1: 'mxfp4/float32/qmv/N=9/K=32/exact' matches none of"
                + " the 32 cells of the matrix.");
    assertThat(output(project).resolve("report.json")).doesNotExist();
  }

  /** The matrix without {@code cells} is what expectations are about. */
  @Test
  void aRunOfFewCellsAsksNothingOfOtherExpectations() throws Exception {
    rewrite("**/N={5..8}/*/exact  mismatch  known\n");

    Outcome outcome = verify(DEFECT, axes().cells("**/N=5/K=32/exact").build());
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines()).contains("0 passed, 0 failed, 0 skipped, 1 expected to fail");
    assertThat(outcome.warnings()).isEmpty();
  }

  /** What the command line leaves out of the matrix may be what an expectation is about. */
  @Test
  void aMatrixNarrowedOnTheCommandLineAsksNothingOfOtherExpectations() throws Exception {
    rewrite("**/N={5..8}/*/exact  mismatch  known\n");
    GateSettings gate = gate(project);

    Outcome outcome =
        Projects.judge(
            request(project, axes().n("1").build(), DEFECT),
            new GateSettings(gate.directory(), TODAY, true, true, 2, false, gate.accept()));
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.warnings()).isEmpty();
  }

  /** Forty units in the last place are within the tolerance of 288 products. */
  @Test
  void aLossOfAccuracyIsToldAndFailsIfAskedTo() throws Exception {
    Selection axes = axes().n("5").k("288").patterns("normal").build();
    Map<String, String> loss = Map.of("OFF", "40", "ROW", "2");
    assertThat(verify(REPAIRED, axes).warnings()).isEmpty();
    accept("");
    assertThat(verify(REPAIRED, axes).warnings()).isEmpty();

    Outcome outcome = verify(loss, axes);
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.warnings())
        .satisfiesExactly(
            it ->
                assertThat(it)
                    .isEqualTo(
                        "Less accurate than in src/conformance/host.baseline by more than"
                            + " a factor of 2, but still allowed: 1 cell"),
            it ->
                assertThat(it)
                    .matches("  mxfp4/float32/qmv/N=5/K=288/normal: relErr \\S+, was \\S+"));
    GateSettings gate = gate(project);
    assertThat(
            Projects.judge(
                    request(project, axes, loss),
                    new GateSettings(gate.directory(), TODAY, false, false, 2, true, gate.accept()))
                .failure())
        .contains("1 cell lost accuracy\nTo accept this, run:\n  mvn kernel-conformance:accept");
    accept("");
    assertThat(verify(loss, axes).warnings()).isEmpty();
  }

  @Test
  void withoutAFileNothingIsSaid() throws Exception {
    Outcome outcome = verify(REPAIRED);

    assertThat(outcome.warnings()).isEmpty();
    assertThat(outcome.failure()).isEmpty();
    assertThat(conformance(project)).doesNotExist();
  }

  @Test
  void withoutAReportThereIsNothingToAccept() {
    assertThatThrownBy(() -> accept("known"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("report.json")
        .hasMessageContaining("The goal verify writes it.");
  }

  @Test
  void newLinesNeedAReason() throws Exception {
    fail();

    assertThatThrownBy(() -> accept(" "))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'reason': there is no reason, but 1 line to add or change needs"
                + " one. Allowed: words or a URL that say why the failures are accepted.");
    assertThat(conformance(project)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relErr is known", "see relErr<=2", "until expires=2027-01-31"})
  void aReasonThatReadsLikeSomethingElseIsRefused(String reason) throws Exception {
    fail();

    assertThatThrownBy(() -> accept(reason))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'reason': '%s' looks like a bound or a last day.".formatted(reason));
  }

  @Test
  void aReasonIsOneLine() throws Exception {
    fail();
    accept(" two\n lines ");

    assertThat(expectations()).endsWith("  two lines\n");
  }

  @ParameterizedTest
  @CsvSource({"tomorrow", "2027-02-30", "31.1.2027", "2027-1-31"})
  void whatIsNoDateIsRefused(String expires) {
    assertThatThrownBy(() -> Accept.run(asked(project, "known", expires)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            ("Parameter 'expires': '%s' is not a date. Allowed: YYYY-MM-DD, for example"
                    + " 2027-02-22.")
                .formatted(expires));
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsTold() throws Exception {
    Files.writeString(conformance(project), "");

    assertThatThrownBy(() -> verify(REPAIRED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'expectationsDirectory': 'src/conformance' is a file. Allowed: a directory.");
  }

  @Test
  void aFileThatIsNoTextIsTold() throws Exception {
    Files.createDirectories(conformance(project));
    Files.write(conformance(project).resolve("host.expectations"), new byte[] {(byte) 0xFF});

    assertThatThrownBy(() -> verify(REPAIRED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("src/conformance/host.expectations: it is not UTF-8. Allowed: UTF-8.");
  }

  private Outcome verify(Map<String, String> defines) throws Exception {
    return verify(defines, axes().build());
  }

  private Outcome verify(Map<String, String> defines, Selection axes) throws Exception {
    return Projects.judge(request(project, axes, defines), gate(project));
  }

  private Outcome accept(String reason) throws IOException {
    return Accept.run(asked(project, reason, ""));
  }

  private static AcceptRequest asked(Path project, String reason, String expires) {
    return new AcceptRequest(
        project, output(project), conformance(project), reason, expires, TODAY);
  }

  private String expectations() throws IOException {
    return Files.readString(conformance(project).resolve("host.expectations"));
  }

  private void rewrite(String text) throws IOException {
    Files.createDirectories(conformance(project));
    Files.writeString(conformance(project).resolve("host.expectations"), text);
  }
}
