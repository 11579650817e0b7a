package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes a {@code .metallib} of Metal sources with Apple's tools. */
public final class MetalLibraryBuild {

  /**
   * How sources are compiled.
   *
   * @param metalVersion the language version as {@code __METAL_VERSION__} has it: 310 for MSL 3.1
   * @param mathMode {@code safe}, {@code relaxed} or {@code fast}
   * @param includePaths where {@code #include} searches
   * @param defines macros and their values
   * @param flags what the compiler is given after all others
   */
  public record Settings(
      int metalVersion,
      String mathMode,
      List<Path> includePaths,
      Map<String, String> defines,
      List<String> flags) {}

  /**
   * A file to compile.
   *
   * @param identity differs where the text differs that the preprocessor makes of the file: not all
   *     that decides this is in the files that were read, since a new header may shadow one of them
   */
  public record Source(Path file, String identity) {}

  /**
   * What became of the sources.
   *
   * @param compiled how many were compiled, the others having been found compiled
   * @param failed whether the compiler refused one, so that there is no library
   * @param messages of the compiler, in the order of the sources
   * @param output what the compiler said in full of the sources that it refused
   */
  public record Result(
      int compiled, boolean failed, List<CompilerMessage> messages, String output) {}

  /** The first macOS that has {@code bfloat}, with MSL 3.1. */
  private static final String OLDEST_SYSTEM = "14.0";

  private final MetalTools.Ready tools;
  private final MetalCompiler compiler;
  private final Path base;
  private final Path work;

  /**
   * @param base what paths in messages are relative to
   * @param work where files between sources and library go
   */
  public MetalLibraryBuild(MetalTools.Ready tools, Settings settings, Path base, Path work) {
    this.tools = tools;
    this.base = base.toAbsolutePath();
    this.work = work.toAbsolutePath();
    this.compiler = new MetalCompiler(tools, options(settings), this.base, this.work);
  }

  /**
   * Compiles what has changed, several sources at once, and links all of it where anything has.
   *
   * @param sources in the order in which they are linked
   * @param library where the library goes
   * @throws ToolchainException where the tools cannot be run, or the linker fails
   * @throws IOException where files cannot be read or written
   */
  public Result build(List<Source> sources, Path library) throws ToolchainException, IOException {
    Files.createDirectories(work);
    List<MetalCompiler.Unit> units = compileAll(sources);
    boolean failed = units.stream().anyMatch(MetalCompiler.Unit::failed);
    if (!failed) {
      link(units.stream().map(it -> it.air().toString()).toList(), library.toAbsolutePath());
    }
    return new Result(
        (int) units.stream().filter(MetalCompiler.Unit::fresh).count(),
        failed,
        units.stream().flatMap(it -> it.messages().stream()).toList(),
        String.join(
            "\n",
            units.stream()
                .filter(MetalCompiler.Unit::failed)
                .map(MetalCompiler.Unit::output)
                .toList()));
  }

  private List<MetalCompiler.Unit> compileAll(List<Source> sources)
      throws ToolchainException, IOException {
    ExecutorService compilers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<MetalCompiler.Unit>> futures = new ArrayList<>();
      for (Source it : sources) {
        futures.add(compilers.submit(() -> compiler.compile(spelled(it.file()), it.identity())));
      }
      List<MetalCompiler.Unit> units = new ArrayList<>();
      for (Future<MetalCompiler.Unit> future : futures) {
        units.add(future.get());
      }
      return units;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ToolchainException toolchain) {
        throw toolchain;
      }
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolchainException("Interrupted while Metal sources were compiled", e);
    } finally {
      compilers.shutdownNow();
    }
  }

  private void link(List<String> airs, Path library) throws ToolchainException, IOException {
    String name = library.getFileName().toString();
    Path record = work.resolve(name + ".inputs");
    List<String> files = new ArrayList<>(airs);
    files.add(library.toString());
    if (Files.isRegularFile(library) && Inputs.of(tools.version(), work, files).isIn(record)) {
      return;
    }
    Files.deleteIfExists(record);
    Files.createDirectories(library.getParent());
    Path unfinished = AtomicFile.unfinished(library);
    List<String> command = new ArrayList<>(List.of("metallib"));
    command.addAll(airs);
    command.addAll(List.of("-o", unfinished.toString()));
    Xcrun.Result result = tools.xcrun().run(command, base);
    if (result.exit() != 0) {
      throw new ToolchainException(
          "metallib cannot link " + library + ":\n" + result.output().stripTrailing());
    }
    AtomicFile.replace(unfinished, library);
    Inputs.of(tools.version(), work, files).write(record);
  }

  private List<String> options(Settings settings) {
    int version = settings.metalVersion();
    List<String> options = new ArrayList<>();
    options.add(
        "-std=%s%d.%d"
            .formatted(version < 300 ? "macos-metal" : "metal", version / 100, version / 10 % 10));
    // A system older than the compiler's SDK could not load the library otherwise.
    options.add("-mmacosx-version-min=" + OLDEST_SYSTEM);
    options.addAll(List.of("-Wall", "-Wextra"));
    // Widely used, and always accepted: these would only hide the other warnings.
    options.addAll(List.of("-Wno-c++17-extensions", "-Wno-c++20-extensions"));
    options.addAll(MetalFlags.of(tools.version(), settings.mathMode()));
    settings.defines().forEach((name, value) -> options.add("-D" + name + "=" + value));
    settings.includePaths().forEach(path -> options.add("-I" + spelled(path)));
    options.addAll(settings.flags());
    return options;
  }

  /** Relative to the base, so that neither messages nor debug information name the machine. */
  private String spelled(Path path) {
    Path absolute = base.resolve(path).normalize();
    if (!absolute.startsWith(base)) {
      return absolute.toString();
    }
    String relative = base.relativize(absolute).toString();
    return relative.isEmpty() ? "." : relative;
  }
}
