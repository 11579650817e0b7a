package io.github.kernelconformance.goal;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubTest {

  private static final Report REPORT =
      new Report(
          "host", "x86-64 CPU", Map.of(), results(SEED_DEFECT), "target/kernel-conformance", "mvn");

  @TempDir private Path directory;

  private final List<String> output = new ArrayList<>();

  @Test
  void theSummaryIsAppended() throws IOException {
    Path summary = Files.writeString(directory.resolve("summary.md"), "# Before\n");
    tell(Map.of("GITHUB_STEP_SUMMARY", summary.toString()));

    assertThat(summary)
        .content()
        .startsWith("# Before\n### Kernel conformance on host: 798 cells failed\n");
    assertThat(output).isEmpty();
  }

  @Test
  void sourcesAreAnnotatedWhereGitHubRunsTheBuild() throws IOException {
    tell(Map.of("GITHUB_ACTIONS", "true"));

    assertThat(output).singleElement().asString().startsWith("::error ");
  }

  @Test
  void elsewhereNothingIsTold() throws IOException {
    tell(Map.of());
    tell(Map.of("GITHUB_ACTIONS", "false", "GITHUB_STEP_SUMMARY", ""));

    assertThat(output).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  private void tell(Map<String, String> environment) throws IOException {
    Github.tell(
        REPORT,
        new Surroundings(
            name -> Optional.ofNullable(environment.get(name)),
            output::add,
            Style.PLAIN,
            Progress.NONE));
  }
}
