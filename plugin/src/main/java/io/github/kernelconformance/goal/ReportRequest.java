package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.Report;
import java.nio.file.Path;

/**
 * What a goal needs to know that starts from reports and runs no kernel.
 *
 * @param basedir the project's directory
 * @param root the root of the repository that the project lies in
 * @param outputDirectory where reports go
 * @param rerun the command that runs the goal {@code verify} again, for messages
 * @param surroundings what the goal sees of the process it is in
 */
public record ReportRequest(
    Path basedir, Path root, Path outputDirectory, String rerun, Surroundings surroundings) {

  /** A report that was read, as one of this project. */
  Report here(Report report) {
    return report.in(
        Places.relative(root, basedir), Places.relative(basedir, outputDirectory), rerun);
  }
}
