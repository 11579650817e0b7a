package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Merge;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Joins the reports of a matrix that ran in shards. Writes all reports of the whole matrix, and
 * fails the build as {@code verify} would. A shard that is missing, there twice or of another run
 * is an error. Reports of one matrix on several devices become one page instead, which shows the
 * cells whose verdicts differ, and how far apart errors are.
 *
 * @since 0.1.0
 */
@Mojo(name = "merge", threadSafe = true)
public final class MergeMojo extends AbstractReportMojo {

  /**
   * The directory that holds the reports of the shards. Example: {@code downloads}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.shardsDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance-shards")
  private File shardsDirectory;

  /**
   * An Ant pattern of the shards' reports, relative to {@code shardsDirectory}. Example: {@code
   * part?/report.json}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.shardReports", defaultValue = "**/report.json")
  private String shardReports;

  /**
   * The directory of compiled libraries and reports. Example: {@code target/gate}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  /**
   * Whether a kernel that does not conform fails the build. Example: {@code false}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.failOnNonconformance", defaultValue = "true")
  private String failOnNonconformance;

  /**
   * The directory of the expectations and the baseline of each device. Example: {@code
   * conformance}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.expectationsDirectory",
      defaultValue = "${project.basedir}/src/conformance")
  private File expectationsDirectory;

  /**
   * Whether the build fails if a cell passes although an expectation says that it fails. Example:
   * {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.failOnStale", defaultValue = "false")
  private String failOnStale;

  /**
   * How many times as large as in the baseline the error of a cell may be. Example: {@code 4}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.accuracyLossFactor", defaultValue = "2")
  private String accuracyLossFactor;

  /**
   * Whether the build fails if the error of a cell has grown by more than {@code
   * accuracyLossFactor}. Example: {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.failOnAccuracyLoss", defaultValue = "false")
  private String failOnAccuracyLoss;

  @Override
  Outcome run() throws NothingRanException, IOException {
    return Merge.run(
        request(outputDirectory),
        shardsDirectory.toPath(),
        shardReports,
        gating().settings(commands()));
  }

  @Override
  void conclude(Outcome outcome) throws MojoFailureException {
    gating().conclude(outcome, getLog());
  }

  private Gating gating() {
    return new Gating(
        failOnNonconformance,
        expectationsDirectory,
        failOnStale,
        accuracyLossFactor,
        failOnAccuracyLoss);
  }
}
