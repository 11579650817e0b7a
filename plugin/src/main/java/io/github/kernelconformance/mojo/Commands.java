package io.github.kernelconformance.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Commands that run goals in this project with the settings of this build. They are for a POSIX
 * shell, in the directory of this build.
 *
 * @param execution the id of the goal's execution
 */
record Commands(MavenSession session, MavenProject project, String execution) {

  private static final String PROPERTIES = "kernelConformance.";
  private static final String CELLS = PROPERTIES + "cells";

  /** What selects the matrix; {@code cells} only reruns a part of it. */
  private static final List<String> AXES =
      List.of("families", "modes", "dtypes", "n", "k", "patterns");

  /** All that the goal {@code accept} shares with {@code verify}. */
  private static final List<String> PLACES = List.of("expectationsDirectory", "outputDirectory");

  /** What a shell takes as it stands. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  /**
   * Runs the goal {@code verify} again as this build did but for the cells, which its reader
   * chooses.
   */
  String verify() {
    // Without what the command line set, the cell might not be in the matrix at all.
    return command("verify", name -> !name.equals(CELLS));
  }

  /** Runs the goal {@code accept} on what this build reports; its reader adds the reason. */
  String accept() {
    return command("accept", name -> PLACES.contains(name.substring(PROPERTIES.length())));
  }

  /** Whether the command line chooses what the matrix has. */
  boolean narrowed() {
    return AXES.stream()
        .anyMatch(axis -> session.getUserProperties().containsKey(PROPERTIES + axis));
  }

  private String command(String goal, Predicate<String> properties) {
    String suffix = execution.equals("default-cli") ? "" : "@" + execution;
    return "mvn "
        + module()
        + quoted("kernel-conformance:" + goal + suffix)
        + settings(session.getUserProperties(), properties);
  }

  private String module() {
    Path root = Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
    Path module = project.getBasedir().toPath().toAbsolutePath().normalize();
    return root.equals(module) ? "" : "-pl " + quoted(root.relativize(module).toString()) + " ";
  }

  private static String settings(Properties user, Predicate<String> wanted) {
    return user.stringPropertyNames().stream()
        .filter(name -> name.startsWith(PROPERTIES) && wanted.test(name))
        .sorted()
        .map(name -> " " + quoted("-D" + name + "=" + user.getProperty(name)))
        .collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
