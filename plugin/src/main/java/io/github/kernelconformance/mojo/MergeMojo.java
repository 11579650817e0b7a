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
 * Joins the reports of a matrix that ran in shards, writes all reports of the whole, and fails the
 * build as {@code verify} would have. It is an error if a shard is missing or there twice, or if
 * the shards are not of one run.
 */
@Mojo(name = "merge", threadSafe = true)
public final class MergeMojo extends AbstractReportMojo {

  /** Where the reports of the shards are searched. */
  @Parameter(
      property = "kernelConformance.shardsDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance-shards")
  private File shardsDirectory;

  /** An Ant pattern of the shards' reports, relative to {@code shardsDirectory}. */
  @Parameter(property = "kernelConformance.shardReports", defaultValue = "**/report.json")
  private String shardReports;

  /** Where the reports of the whole go. */
  @Parameter(
      property = "kernelConformance.outputDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance")
  private File outputDirectory;

  /** Whether a kernel that does not conform fails the build. */
  @Parameter(property = "kernelConformance.failOnNonconformance", defaultValue = "true")
  private String failOnNonconformance;

  /** Where the expectations and the baseline of each device are. */
  @Parameter(
      property = "kernelConformance.expectationsDirectory",
      defaultValue = "${project.basedir}/src/conformance")
  private File expectationsDirectory;

  /** Whether a cell that passes although an expectation says that it fails fails the build. */
  @Parameter(property = "kernelConformance.failOnStale", defaultValue = "false")
  private String failOnStale;

  /** How many times as large as in the baseline the error of a cell may be. */
  @Parameter(property = "kernelConformance.accuracyLossFactor", defaultValue = "2")
  private String accuracyLossFactor;

  /** Whether a larger growth of an error fails the build. */
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
