package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Aggregate;
import io.github.kernelconformance.goal.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Collects the reports of all modules, with an index: {@code mvn verify
 * kernel-conformance:aggregate}. Leaves out modules without reports. Never fails the build.
 *
 * @since 0.1.0
 */
@Mojo(name = "aggregate", aggregator = true, threadSafe = true)
public final class AggregateMojo extends AbstractReportMojo {

  /**
   * The directory of the reports of each module, relative to its build directory. Example: {@code
   * kernel-conformance}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kernelConformance.moduleReports", defaultValue = "kernel-conformance")
  private String moduleReports;

  /**
   * The directory for the index and the copies of the modules' reports. Example: {@code
   * target/all-reports}.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "kernelConformance.aggregateDirectory",
      defaultValue = "${project.build.directory}/kernel-conformance-aggregate")
  private File aggregateDirectory;

  @Override
  Outcome run() throws IOException {
    List<Aggregate.Module> modules =
        session().getProjects().stream().map(AggregateMojo::module).toList();
    return Aggregate.run(
        modules, moduleReports, project().getBasedir().toPath(), aggregateDirectory.toPath());
  }

  private static Aggregate.Module module(MavenProject module) {
    return new Aggregate.Module(
        module.getArtifactId(),
        module.getBasedir().toPath(),
        Path.of(module.getBuild().getDirectory()));
  }
}
