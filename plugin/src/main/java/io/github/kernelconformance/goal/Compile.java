package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The goal {@code compile}. */
public final class Compile {

  private static final Path LAST_RUN = Path.of("last-run", "compile");

  private static final String UNCHANGED =
      "Nothing has changed since the last run, so nothing was compiled. These are the"
          + " messages of that run (-DkernelConformance.force compiles again).";

  private Compile() {}

  /**
   * Compiles the project's programs with the kernels that the matrix runs, and makes the project's
   * {@code .metallib} where Apple's tools are there.
   *
   * @param attachment where the application finds the {@code .metallib}; empty where it does not
   * @throws CompilationException if a program does not compile
   * @throws ToolchainException if there is no compiler
   * @throws DeviceException if the compiler fails
   * @throws IOException if sources cannot be read
   */
  public static Outcome run(Request request, Optional<Path> attachment)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    LastRun last =
        new LastRun(
            request.outputDirectory().resolve(LAST_RUN), Fingerprint.of(request, attachment));
    Optional<Outcome> known = request.force() ? Optional.empty() : last.outcome();
    if (known.isPresent()) {
      return known.get().after(UNCHANGED);
    }
    try (Workspace workspace = Workspace.openToCompile(request)) {
      last.forget();
      Outcome outcome = compile(request, workspace, attachment);
      last.keep(outcome, files(request, workspace, attachment));
      return outcome;
    } catch (NoUsableDeviceException e) {
      last.forget();
      return libraryAlone(request, attachment, e.getMessage());
    }
  }

  /** All that is read and made. */
  private static Set<Path> files(Request request, Workspace workspace, Optional<Path> attachment)
      throws IOException {
    Set<Path> files = ReadFiles.of(request, workspace.programs());
    workspace.metallib().file().ifPresent(files::add);
    attachment.ifPresent(files::add);
    files.addAll(ReadFiles.in(request.outputDirectory().resolve("host")));
    return files;
  }

  private static Outcome compile(Request request, Workspace workspace, Optional<Path> attachment)
      throws CompilationException, DeviceException, IOException {
    if (workspace.programs().isEmpty()) {
      return nothing(request);
    }
    try (Library library = workspace.library()) {
      String device = workspace.device().name();
      List<String> lines = new ArrayList<>(workspace.notes());
      workspace.programs().forEach(program -> lines.add(line(program, library, device)));
      if (device.equals("host")) {
        lines.add(
            "The host device's library is in %s."
                .formatted(
                    Places.relative(
                        request.sources().basedir(), request.outputDirectory().resolve(device))));
      }
      if (request.selfCheck() && device.equals("host")) {
        SelfCheckRun.compile(workspace);
      }
      lines.add(workspace.metallib().line());
      lines.addAll(library.notes());
      List<String> warnings = new ArrayList<>(workspace.metallib().warnings());
      if (attachment.isPresent()) {
        attach(workspace.metallib(), attachment.get(), request, lines, warnings);
      }
      return new Outcome(lines, warnings, Optional.empty());
    }
  }

  /**
   * Makes the {@code .metallib} where no kernel can run, as on a CI Mac without a usable GPU.
   *
   * @param reason why none can
   */
  private static Outcome libraryAlone(Request request, Optional<Path> attachment, String reason)
      throws CompilationException, DeviceException, ToolchainException, IOException {
    List<Program> programs = Flattened.of(request).programs();
    if (programs.isEmpty()) {
      return nothing(request);
    }
    Metallib metallib = Metallib.make(request, programs);
    if (metallib.file().isEmpty()) {
      List<String> all =
          new ArrayList<>(
              List.of("There is no compiler for Metal sources on this machine.", reason));
      all.add(metallib.line());
      all.addAll(metallib.warnings());
      throw new DeviceException(String.join("\n", all));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "No kernel can run on this machine. The goal compile does not need that; verify does. "
            + reason);
    lines.add(metallib.line());
    List<String> warnings = new ArrayList<>(metallib.warnings());
    if (attachment.isPresent()) {
      attach(metallib, attachment.get(), request, lines, warnings);
    }
    return new Outcome(lines, warnings, Optional.empty());
  }

  private static Outcome nothing(Request request) {
    return new Outcome(
        List.of("No Metal sources in " + Places.describe(request.sources()) + "."),
        Optional.empty());
  }

  private static void attach(
      Metallib metallib, Path place, Request request, List<String> lines, List<String> warnings)
      throws IOException {
    String shown = Places.relative(request.sources().basedir(), place);
    if (metallib.file().isEmpty()) {
      warnings.add("There is no .metallib to attach as " + shown + ".");
      return;
    }
    metallib.attach(place);
    lines.add("Attached as " + shown + ".");
  }

  private static String line(Program program, Library library, String device) {
    long kernels = program.kernels().stream().filter(kernel -> library.has(kernel.name())).count();
    return "%s: compiled for the %s device, %d of its %d kernels for the matrix"
        .formatted(program.source(), device, kernels, program.kernels().size());
  }
}
