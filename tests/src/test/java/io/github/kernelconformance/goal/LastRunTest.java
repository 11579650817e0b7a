package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conformance;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static io.github.kernelconformance.goal.Projects.unforced;
import static io.github.kernelconformance.goal.Projects.verify;
import static io.github.kernelconformance.goal.Projects.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When a run gives what the last one found, and when kernels run again. */
@EnabledOnOs(OS.LINUX)
class LastRunTest {

  private static final Selection AXES = axes().n("1").k("32").build();

  @TempDir private Path project;

  @BeforeEach
  void firstRun() throws Exception {
    conforming(project);
    write(project, "used.metal", "#include \"deep/used.h\"\n");
    write(project, "deep/used.h", "// nothing yet\n");
    assertThat(ran()).isTrue();
  }

  /** Runs the goal; tells whether kernels ran. */
  private boolean ran() throws Exception {
    return ran(unforced(request(project, AXES)));
  }

  private static boolean ran(Request request) throws Exception {
    return !verify(request).lines().get(0).startsWith("Nothing has changed since the last run");
  }

  @Test
  void whereNothingHasChangedTheOutcomeIsThatOfTheLastRun() throws Exception {
    Outcome forced = verify(request(project, AXES));
    Outcome again = verify(unforced(request(project, AXES)));

    assertThat(again.lines().get(0)).contains("-DkernelConformance.force");
    assertThat(again.lines().subList(1, again.lines().size())).isEqualTo(forced.lines());
    assertThat(again.warnings()).isEqualTo(forced.warnings());
  }

  @Test
  void aFailureStaysAFailure() throws Exception {
    Request failing =
        unforced(request(project, axes().n("5").k("32").build(), Map.of("OFF", "1", "ROW", "4")));
    Outcome first = verify(failing);
    Outcome again = verify(failing);

    assertThat(first.failure()).isPresent();
    assertThat(again.failure()).isEqualTo(first.failure());
    assertThat(ran(failing)).isFalse();
  }

  @Test
  void aChangedSourceOrHeaderRunsKernels() throws Exception {
    write(project, "deep/used.h", "// something\n");
    assertThat(ran()).isTrue();
    write(project, "used.metal", "#include \"deep/used.h\"\n// more\n");
    assertThat(ran()).isTrue();
    assertThat(ran()).isFalse();
  }

  @Test
  void aNewSourceOrAHeaderThatTakesAnothersPlaceRunsKernels() throws Exception {
    write(project, "other.metal", "");
    assertThat(ran()).isTrue();
    write(project, "deep/deep/used.h", "");
    assertThat(ran()).isTrue();
    assertThat(ran()).isFalse();
  }

  @Test
  void whatIsTouchedButEqualDoesNot() throws Exception {
    write(project, "deep/used.h", "// nothing yet\n");
    assertThat(ran()).isFalse();
  }

  @Test
  void anotherSettingRunsKernels() throws Exception {
    assertThat(ran(unforced(request(project, AXES, Map.of("SOME", "1"))))).isTrue();
    assertThat(ran(unforced(request(project, axes().n("2").k("32").build())))).isTrue();
  }

  @Test
  void expectationsAreJudgedAnew() throws Exception {
    Files.createDirectories(conformance(project));
    Files.writeString(conformance(project).resolve("host.expectations"), "# none\n");
    assertThat(ran()).isTrue();
  }

  @Test
  void aReportThatIsDamagedOrGoneIsWrittenAnew() throws Exception {
    Path report = output(project).resolve("report.json");
    String whole = Files.readString(report);
    Files.writeString(report, "{");
    assertThat(ran()).isTrue();
    Files.delete(report);
    assertThat(ran()).isTrue();
    assertThat(report).hasContent(whole);
  }

  @Test
  void aDamagedRecordIsAsGoodAsNone() throws Exception {
    Path record = record();
    String whole = Files.readString(record);
    for (String damaged :
        new String[] {
          "", "\n", whole.substring(0, whole.length() / 2), whole.replaceFirst("passed", "failed")
        }) {
      Files.writeString(record, damaged);
      assertThat(ran()).isTrue();
      assertThat(record).hasContent(whole);
    }
  }

  @Test
  void forceRunsKernels() throws Exception {
    assertThat(ran(request(project, AXES))).isTrue();
  }

  private Path record() throws IOException {
    Path record = output(project).resolve("last-run").resolve("verify");
    assertThat(record).exists();
    return record;
  }
}
