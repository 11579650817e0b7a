package io.github.kernelconformance.testing;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles Metal source with the compiler of the host device.
 *
 * @param kernels where compiled kernels are kept
 * @param faults what is to go wrong, in the words of the README
 */
record StandInCompiler(Path kernels, String faults) {

  /** Without it Apple's compiler may fuse a * b + c, whatever the math mode. */
  static final String NO_CONTRACTION = "#pragma METAL fp contract(off)\n";

  /** The name that Metal's run-time compiler gives to text without line markers. */
  private static final String SOURCE = "program_source";

  /**
   * Compiles a library for the stand-in.
   *
   * @param arguments the file with the library's text, beside which the values of function
   *     constants are; where the manifest goes, or else the compiler's errors; the language
   *     version, 310 for MSL 3.1; 1 for kernels whose accesses to memory are checked, else 0
   */
  void library(List<String> arguments) throws DeviceException, IOException, InterruptedException {
    Path request = Path.of(arguments.get(0));
    Path directory = Path.of(arguments.get(1));
    int version = Integer.parseInt(arguments.get(2));
    Set<Check> checks = arguments.get(3).equals("1") ? Set.of(Check.MEMORY) : Set.of();
    StandInConstants constants =
        StandInConstants.parse(Files.readAllLines(Path.of(request + "-constants")));
    StringBuilder manifest = new StringBuilder();
    try {
      for (String text : StandInLibrary.sources(Files.readAllBytes(request))) {
        Program program = constants.in(program(text, version));
        Set<String> names =
            constants
                .function()
                .map(Set::of)
                .orElseGet(
                    () -> program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()));
        for (CompiledLibrary it :
            compile(StandInManifest.measured(fused(program)), names, checks)) {
          manifest.append(StandInManifest.of(it, program));
        }
      }
      write(directory.resolve("manifest"), manifest.toString());
    } catch (CompilationException | MslException e) {
      write(directory.resolve("errors"), messages(e));
    }
  }

  /** Compiles some kernels of a program; none, to see whether it compiles. */
  List<CompiledLibrary> compile(Program program, Set<String> names, Set<Check> checks)
      throws CompilationException, DeviceException {
    return new HostBuild(TestToolchain.clang(), TestToolchain.sources(), kernels, 2, checks)
        .compile(List.of(program), names);
  }

  /** The program as Apple's compiler fuses it, unless its text forbids that. */
  private Program fused(Program program) {
    boolean forbidden = program.text().contains(NO_CONTRACTION);
    if (forbidden && !faults.contains("always-fuses")) {
      return program;
    }
    return new Program(
        program.source(),
        program.text(),
        "#pragma clang fp contract(fast)\n# 1 \"%s\"\n".formatted(program.source())
            + program.hostText(),
        program.kernels(),
        program.functionConstants(),
        program.values(),
        program.uninstantiated());
  }

  /** The compiler's messages alone, without the plugin's words around them. */
  static String messages(Exception e) {
    String message = e.getMessage();
    boolean scanned = e instanceof MslException && !message.startsWith("cannot preprocess");
    return scanned
        ? message.replaceFirst(": ", ":1: error: ")
        : message.substring(message.indexOf('\n') + 1);
  }

  private static Program program(String text, int version)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("standin");
    Path file = work.resolve(SOURCE);
    try {
      Files.writeString(file, text);
      return new Preprocessor(
              new PreprocessorSettings(
                  TestToolchain.clang().executable(), work, List.of(), Map.of(), version))
          .program(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(work);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path unfinished = Files.createTempFile(file.getParent(), file.getFileName().toString(), "");
    Files.writeString(unfinished, text);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
