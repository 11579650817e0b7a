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
 * Brings the reports of all modules together, with an index, and fails no build: {@code mvn verify
 * kernel-conformance:aggregate}. Modules without reports are left out.
 */
@Mojo(name = "aggregate", aggregator = true, threadSafe = true)
public final class AggregateMojo extends AbstractReportMojo {

  /** Where each module has its reports, relative to its build directory. */
  @Parameter(property = "kernelConformance.moduleReports", defaultValue = "kernel-conformance")
  private String moduleReports;

  /** Where the index and copies of the modules' reports go. */
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
