package io.github.kernelconformance.mojo;

import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * The command that runs the goal {@code verify} again in this project, as this build did but for
 * the cells, which its reader chooses. It is for a POSIX shell, in the directory of this build.
 */
final class RerunCommand {

  private static final String PROPERTIES = "kernelConformance.";

  /** What is said of the cell that is run again. */
  private static final Set<String> OF_A_CELL = Set.of(PROPERTIES + "cells", PROPERTIES + "bundle");

  /** What a shell takes as it stands. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private RerunCommand() {}

  /** The command for an execution of a goal, by its id. */
  static String of(MavenSession session, MavenProject project, String execution) {
    String suffix = execution.equals("default-cli") ? "" : "@" + execution;
    return "mvn "
        + module(session, project)
        + quoted("kernel-conformance:verify" + suffix)
        + settings(session.getUserProperties());
  }

  private static String module(MavenSession session, MavenProject project) {
    Path root = Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
    Path module = project.getBasedir().toPath().toAbsolutePath().normalize();
    return root.equals(module) ? "" : "-pl " + quoted(root.relativize(module).toString()) + " ";
  }

  /** Without what the command line set, the cell might not be in the matrix at all. */
  private static String settings(Properties user) {
    return user.stringPropertyNames().stream()
        .filter(name -> name.startsWith(PROPERTIES) && !OF_A_CELL.contains(name))
        .sorted()
        .map(name -> " " + quoted("-D" + name + "=" + user.getProperty(name)))
        .collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
