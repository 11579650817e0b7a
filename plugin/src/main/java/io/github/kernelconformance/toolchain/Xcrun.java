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
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "xcrun"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(file -> new Xcrun(file.toAbsolutePath(), environment));
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
      throw new ToolchainException("Cannot run " + executable + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolchainException("Interrupted while " + arguments.get(0) + " ran", e);
    }
  }
}
