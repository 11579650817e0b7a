package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Merge;
import io.github.kernelconformance.goal.NothingRanException;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.matrix.Flag;
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

  @Override
  Outcome run() throws NothingRanException, IOException {
    Flag.parse("failOnNonconformance", failOnNonconformance);
    return Merge.run(request(project(), outputDirectory), shardsDirectory.toPath(), shardReports);
  }

  @Override
  void conclude(Outcome outcome) throws MojoFailureException {
    Gating.conclude(outcome, Flag.parse("failOnNonconformance", failOnNonconformance), getLog());
  }
}
