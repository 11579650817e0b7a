package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The goal {@code compile}. */
public final class Compile {

  private Compile() {}

  /**
   * Compiles the project's programs with the kernels that the matrix runs.
   *
   * @throws CompilationException where a program does not compile
   * @throws ToolchainException where there is no compiler
   * @throws DeviceException where the compiler fails
   * @throws IOException where sources cannot be read
   */
  public static Outcome run(Request request)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    Workspace workspace = Workspace.open(request);
    if (workspace.programs().isEmpty()) {
      return new Outcome(
          List.of("No Metal sources in " + Places.describe(request.sources()) + "."),
          Optional.empty());
    }
    try (Library library = workspace.library()) {
      String device = workspace.device().name();
      List<String> lines = new ArrayList<>(workspace.notes());
      workspace.programs().forEach(program -> lines.add(line(program, library, device)));
      lines.addAll(library.notes());
      return new Outcome(lines, Optional.empty());
    }
  }

  private static String line(Program program, Library library, String device) {
    long kernels = program.kernels().stream().filter(kernel -> library.has(kernel.name())).count();
    return "%s: compiled for the %s device, %d of its %d kernels for the matrix; no .metallib is made here"
        .formatted(program.source(), device, kernels, program.kernels().size());
  }
}
