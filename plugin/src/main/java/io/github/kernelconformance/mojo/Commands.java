package io.github.kernelconformance.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Commands that run goals in this project with the settings of this build. They are for a POSIX
 * shell, in the directory of this build.
 *
 * @param execution the id of the goal's execution
 */
record Commands(MavenSession session, MavenProject project, String execution) {

  private static final String PROPERTIES = "kernelConformance.";

  private static final String FROM_COMMAND_LINE = "default-cli";
  private static final String PLUGIN =
      "io.github.kernelconformance:kernel-conformance-maven-plugin";

  /** What is said of the cell that is run again, what would hide a cell, and what changes none. */
  private static final List<String> OF_A_RUN =
      List.of(
          "cells",
          "bundle",
          "shard",
          "shardsDirectory",
          "shardReports",
          "force",
          "operators",
          "mutationThresholds",
          "exhaustive");

  /** What selects the matrix; {@code cells} only reruns a part of it. */
  private static final List<String> AXES =
      List.of("families", "modes", "dtypes", "batch", "m", "n", "k", "patterns", "shapes");

  /** All that the goal {@code accept} shares with {@code verify}. */
  private static final List<String> PLACES = List.of("expectationsDirectory", "outputDirectory");

  /** What a shell takes as it stands. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  /** Commands for the project's first execution of the goal {@code verify}. */
  static Commands ofVerify(MavenSession session, MavenProject project) {
    return new Commands(
        session,
        project,
        project.getBuildPlugins().stream()
            .filter(plugin -> plugin.getKey().equals(PLUGIN))
            .flatMap(plugin -> plugin.getExecutions().stream())
            .filter(it -> it.getGoals().contains("verify"))
            .map(PluginExecution::getId)
            .findFirst()
            .orElse(FROM_COMMAND_LINE));
  }

  /**
   * Runs the goal {@code verify} again as this build did but for the cells, which its reader
   * chooses.
   */
  String verify() {
    // Without what the command line set, the cell might not be in the matrix at all.
    return command("verify", name -> !OF_A_RUN.contains(name));
  }

  /** Runs the goal {@code accept} on what this build reports; its reader adds the reason. */
  String accept() {
    return command("accept", PLACES::contains);
  }

  /** Whether the command line chooses what the matrix has. */
  boolean narrowed() {
    return AXES.stream()
        .anyMatch(axis -> session.getUserProperties().containsKey(PROPERTIES + axis));
  }

  private String command(String goal, Predicate<String> properties) {
    String suffix = execution.equals(FROM_COMMAND_LINE) ? "" : "@" + execution;
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
        .filter(name -> name.startsWith(PROPERTIES))
        .filter(name -> wanted.test(name.substring(PROPERTIES.length())))
        .sorted()
        .map(name -> " " + quoted("-D" + name + "=" + user.getProperty(name)))
        .collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
