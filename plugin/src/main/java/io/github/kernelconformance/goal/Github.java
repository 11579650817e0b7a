package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.GithubAnnotations;
import io.github.kernelconformance.report.GithubSummary;
import io.github.kernelconformance.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Tells GitHub Actions of a report, where that is what runs the build. */
final class Github {

  private Github() {}

  /**
   * Appends to the summary of the step and annotates the sources, where the variables that GitHub
   * sets are there.
   *
   * @throws IOException if the summary cannot be written
   */
  static void tell(Report report, Surroundings surroundings) throws IOException {
    Optional<String> summary =
        surroundings.environment().apply("GITHUB_STEP_SUMMARY").filter(file -> !file.isBlank());
    if (summary.isPresent()) {
      Files.writeString(
          Path.of(summary.get()),
          GithubSummary.markdown(report),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    if (isHere(surroundings)) {
      GithubAnnotations.of(report).forEach(surroundings.output());
    }
  }

  /** Whether this process is a step of a workflow. */
  static boolean isHere(Surroundings surroundings) {
    return surroundings.environment().apply("GITHUB_ACTIONS").filter("true"::equals).isPresent();
  }
}
