package io.github.kernelconformance.testing;

import io.github.kernelconformance.device.CompilationException;
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
 * What the stand-in for Metal runs to compile a library: the host device's compiler, in a process
 * of its own.
 */
final class StandInCompiler {

  /** The name that Metal's run-time compiler gives to text without line markers. */
  private static final String SOURCE = "program_source";

  private StandInCompiler() {}

  /**
   * @param arguments where compiled kernels are kept; the file with the library's text, beside
   *     which the values of function constants are; where the manifest goes, or else the compiler's
   *     errors; the language version, 310 for MSL 3.1; 1 for kernels whose accesses to memory are
   *     checked, else 0
   */
  public static void main(String[] arguments) throws Exception {
    Path request = Path.of(arguments[1]);
    Path directory = Path.of(arguments[2]);
    Set<Check> checks = arguments[4].equals("1") ? Set.of(Check.MEMORY) : Set.of();
    HostBuild build =
        new HostBuild(
            TestToolchain.clang(), TestToolchain.sources(), Path.of(arguments[0]), 2, checks);
    FunctionConstants constants =
        FunctionConstants.parse(Files.readAllLines(Path.of(request + "-constants")));
    StringBuilder manifest = new StringBuilder();
    try {
      for (String text : StandInLibrary.sources(Files.readString(request))) {
        Program program = program(text, Integer.parseInt(arguments[3]));
        StandInManifest described = new StandInManifest(constants.in(program.hostText()));
        for (CompiledLibrary library : compile(build, described.measured(program))) {
          manifest.append(described.of(library, program));
        }
      }
      write(directory.resolve("manifest"), manifest.toString());
    } catch (CompilationException e) {
      write(directory.resolve("errors"), withoutFirstLine(e.getMessage()));
    } catch (MslException e) {
      boolean clang = e.getMessage().startsWith("cannot preprocess");
      write(
          directory.resolve("errors"),
          clang
              ? withoutFirstLine(e.getMessage())
              : e.getMessage().replaceFirst(": ", ": error: "));
    }
  }

  private static List<CompiledLibrary> compile(HostBuild build, Program program) throws Exception {
    return build.compile(
        List.of(program), program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()));
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

  /** The plugin's own words, which Metal does not say. */
  private static String withoutFirstLine(String message) {
    return message.substring(message.indexOf('\n') + 1);
  }

  private static void write(Path file, String text) throws IOException {
    Path unfinished = Files.createTempFile(file.getParent(), file.getFileName().toString(), "");
    Files.writeString(unfinished, text);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
