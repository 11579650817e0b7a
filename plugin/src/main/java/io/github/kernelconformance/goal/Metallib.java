package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.toolchain.CompilerMessage;
import io.github.kernelconformance.toolchain.CompilerMessage.Level;
import io.github.kernelconformance.toolchain.Digests;
import io.github.kernelconformance.toolchain.Excerpt;
import io.github.kernelconformance.toolchain.MetalLibraryBuild;
import io.github.kernelconformance.toolchain.MetalTools;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The project's {@code .metallib}, where Apple's tools are there to make it.
 *
 * @param file the library; empty where there is none
 * @param line what became of it, for the console
 * @param warnings of the compiler, as Maven's compiler plugin writes them; or what keeps the tools
 *     from being used
 */
record Metallib(Optional<Path> file, String line, List<String> warnings) {

  /**
   * Makes the library, or takes that of an earlier build where nothing has changed.
   *
   * @throws CompilationException if a source does not compile
   * @throws ToolchainException if a tool fails
   * @throws IOException if files cannot be read or written
   */
  static Metallib make(Request request, List<Program> programs)
      throws CompilationException, ToolchainException, IOException {
    if (programs.isEmpty()) {
      return none("there are no sources");
    }
    MetalTools tools = MetalTools.probe(request.metallib().environment());
    if (tools instanceof MetalTools.Missing missing) {
      return new Metallib(
          Optional.empty(),
          "No .metallib was made.",
          List.of(
              ("Metal compiles the flattened sources when kernels run, because no .metallib can be"
                      + " made: %s. %s")
                  .formatted(missing.reason(), missing.remedy())));
    }
    return tools instanceof MetalTools.Ready ready
        ? make(request, programs, ready)
        : none("the PATH has no xcrun");
  }

  /** None is made. */
  static Metallib none(String reason) {
    return new Metallib(Optional.empty(), "No .metallib was made: " + reason + ".", List.of());
  }

  private static Metallib make(Request request, List<Program> programs, MetalTools.Ready tools)
      throws CompilationException, ToolchainException, IOException {
    Path basedir = request.sources().basedir();
    Path library = request.outputDirectory().resolve(request.metallib().name());
    MetalLibraryBuild.Result result =
        new MetalLibraryBuild(
                tools,
                new MetalLibraryBuild.Settings(
                    PreprocessorSettings.DEFAULT_METAL_VERSION,
                    request.metal().mathMode(),
                    request.sources().includePaths(),
                    request.sources().defines(),
                    request.metallib().flags()),
                basedir,
                request.outputDirectory().resolve("metal"))
            .build(
                programs.stream()
                    .map(
                        it ->
                            new MetalLibraryBuild.Source(
                                basedir.resolve(it.source()), Digests.of(List.of(it.text()))))
                    .toList(),
                library);
    if (result.failed()) {
      throw new CompilationException(failure(result));
    }
    return new Metallib(
        Optional.of(library),
        "%s: made from %s, %d compiled now (%s)"
            .formatted(
                Places.relative(basedir, library),
                programs.size() == 1 ? "1 source" : programs.size() + " sources",
                result.compiled(),
                tools.version()),
        lines(result, Level.WARNING));
  }

  private static String failure(MetalLibraryBuild.Result result) {
    List<String> errors = lines(result, Level.ERROR);
    return errors.isEmpty()
        ? "The Metal compiler failed:\n" + Excerpt.of(result.output())
        : errors.stream().collect(Collectors.joining("\n", "Metal sources do not compile:\n", ""));
  }

  /** Messages of a level, each with the notes that belong to it. */
  private static List<String> lines(MetalLibraryBuild.Result result, Level level) {
    List<String> lines = new ArrayList<>();
    boolean wanted = false;
    for (CompilerMessage message : result.messages()) {
      wanted = message.level() == level || message.level() == Level.NOTE && wanted;
      if (wanted) {
        lines.add(Excerpt.of(message.toString()));
      }
    }
    return lines;
  }

  /** Copies the library to where an application loads it from. */
  void attach(Path place) throws IOException {
    if (file.isPresent()) {
      Files.createDirectories(place.toAbsolutePath().getParent());
      if (!Files.isRegularFile(place) || Files.mismatch(file.get(), place) >= 0) {
        AtomicFile.make(place, out -> Files.copy(file.get(), out));
      }
    }
  }
}
