package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.msl.FunctionConstant;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.Toolchain;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.codehaus.plexus.util.DirectoryScanner;

/**
 * The project's programs.
 *
 * @param clang that flattened them
 * @param programs in the order of their files
 */
record Flattened(Clang clang, List<Program> programs) {

  /**
   * Chooses clang and flattens the project's sources.
   *
   * @throws ToolchainException if there is no clang
   * @throws IOException if a source cannot be read
   * @throws MslException if a source is wrong, or two have a kernel of one name
   * @throws ConfigurationException if a function constant is not declared
   * @throws DeviceException if this thread is interrupted
   */
  static Flattened of(Request request) throws DeviceException, ToolchainException, IOException {
    Clang clang = Toolchain.resolve(request.clang(), request.locator(), CacheDirectory.current());
    return new Flattened(clang, programs(request.sources(), clang));
  }

  /** The project's Metal files, in order. */
  static List<Path> files(Sources sources) {
    Path directory = sources.directory();
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(directory.toFile());
    scanner.setIncludes(sources.includes().toArray(String[]::new));
    scanner.setExcludes(sources.excludes().toArray(String[]::new));
    scanner.addDefaultExcludes();
    scanner.setFilenameComparator(String::compareTo);
    scanner.scan();
    return List.of(scanner.getIncludedFiles()).stream().sorted().map(directory::resolve).toList();
  }

  private static List<Program> programs(Sources sources, Clang clang)
      throws DeviceException, IOException {
    Preprocessor preprocessor =
        new Preprocessor(
            new PreprocessorSettings(
                clang.executable(),
                sources.basedir(),
                sources.includePaths(),
                sources.defines(),
                PreprocessorSettings.DEFAULT_METAL_VERSION));
    List<Program> programs = new ArrayList<>();
    ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Program>> futures = new ArrayList<>();
      files(sources)
          .forEach(file -> futures.add(executor.submit(() -> preprocessor.program(file))));
      for (Future<Program> future : futures) {
        programs.add(Waiting.of(future, IOException.class, RuntimeException.class));
      }
    } finally {
      executor.shutdownNow();
    }
    requireDistinctNames(programs);
    return specialized(programs, sources.functionConstants());
  }

  private static List<Program> specialized(List<Program> programs, Map<String, String> values) {
    List<String> declared =
        programs.stream()
            .flatMap(it -> it.functionConstants().stream().map(FunctionConstant::name))
            .distinct()
            .toList();
    for (String name : values.keySet()) {
      if (!programs.isEmpty() && !declared.contains(name)) {
        throw ConfigurationException.unknown(
            "functionConstants", "function constant", name, declared);
      }
    }
    return programs.stream().map(it -> it.specialized(values)).toList();
  }

  private static void requireDistinctNames(List<Program> programs) {
    Map<String, Program> owners = new HashMap<>();
    for (Program program : programs) {
      for (var kernel : program.kernels()) {
        Program other = owners.put(kernel.name(), program);
        if (other != null) {
          throw new MslException(
              kernel.location()
                  + ": the kernel "
                  + kernel.name()
                  + " is also in "
                  + other.source()
                  + ". A Metal library can have only one kernel of each name. Rename one"
                  + " of them.");
        }
      }
    }
  }
}
