package io.github.kernelconformance.toolchain;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Apple's {@code xcrun}, which runs the tools of Xcode.
 *
 * @param environment what its processes have in their environment
 */
record Xcrun(Path executable, Map<String, String> environment) {

  /**
   * How a tool ended.
   *
   * @param output both outputs in one
   */
  record Result(int exit, String output) {}

  Xcrun {
    environment = Map.copyOf(environment);
  }

  /** The first on the {@code PATH} of an environment. */
  static Optional<Xcrun> find(Map<String, String> environment) {
    return onPath("xcrun", environment).map(file -> new Xcrun(file, environment));
  }

  private static Optional<Path> onPath(String name, Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Path::toAbsolutePath);
  }

  /**
   * Whether there are tools that it could run. Without any, {@code xcrun} would open a dialog that
   * offers to install them; {@code xcode-select} only says so.
   *
   * @throws ToolchainException where {@code xcode-select} cannot be started
   */
  boolean hasTools() throws ToolchainException {
    Optional<Path> select = onPath("xcode-select", environment);
    return select.isEmpty()
        || run(List.of(select.get().toString(), "-p"), Path.of(""), "xcode-select").exit() == 0;
  }

  /**
   * Runs a tool of the macOS SDK to its end.
   *
   * @param arguments the tool's name, and what it is given
   * @param directory where it runs
   * @throws ToolchainException where it cannot be started
   */
  Result run(List<String> arguments, Path directory) throws ToolchainException {
    List<String> command = new ArrayList<>(List.of(executable.toString(), "-sdk", "macosx"));
    command.addAll(arguments);
    return run(command, directory, arguments.get(0));
  }

  private Result run(List<String> command, Path directory, String tool) throws ToolchainException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        String output =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Result(process.waitFor(), output);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new ToolchainException("Cannot run " + command.get(0) + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolchainException("Interrupted while " + tool + " ran", e);
    }
  }
}
