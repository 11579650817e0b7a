package io.github.kernelconformance.mojo;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The command that runs the goal {@code verify} again in this project, as this build did. */
final class RerunCommand {

  private RerunCommand() {}

  static String of(MavenSession session, MavenProject project, MojoExecution execution) {
    String id = execution.getExecutionId();
    String suffix = id.equals("default-cli") ? "" : "@" + id;
    return "mvn " + module(session, project) + "kernel-conformance:verify" + suffix;
  }

  private static String module(MavenSession session, MavenProject project) {
    Path root = Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
    Path module = project.getBasedir().toPath().toAbsolutePath().normalize();
    return root.equals(module) || !module.startsWith(root)
        ? ""
        : "-pl " + root.relativize(module) + " ";
  }
}
