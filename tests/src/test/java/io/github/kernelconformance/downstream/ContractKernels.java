package io.github.kernelconformance.downstream;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kernels of the downstream build of contracts, with one adversary. */
final class ContractKernels implements AutoCloseable {

  private static final Path OUTPUT = Path.of("target", "test-kernels");

  private final Adversary adversary;
  private final Path directory;
  private final Map<Map<String, String>, Library> libraries = new HashMap<>();

  ContractKernels(Adversary adversary, Path directory) {
    this.adversary = adversary;
    this.directory = directory;
  }

  Adversary adversary() {
    return adversary;
  }

  /** Runs a kernel, which may be specialized: {@code name[constant=value, ...]}. */
  Execution run(Launch launch) throws Exception {
    String[] parts = launch.kernel().split("[\\[\\]]");
    Map<String, String> constants =
        parts.length == 1
            ? Map.of()
            : Stream.of(parts[1].split(", "))
                .map(it -> it.split("="))
                .collect(Collectors.toMap(it -> it[0], it -> it[1]));
    Library library = libraries.computeIfAbsent(constants, this::load);
    return library.run(
        new Launch(
            parts[0],
            launch.threadgroups(),
            launch.threadsPerThreadgroup(),
            launch.threads(),
            launch.arguments()));
  }

  private Library load(Map<String, String> constants) {
    Preprocessor preprocessor =
        new Preprocessor(
            new PreprocessorSettings(
                TestToolchain.clang().executable(),
                directory,
                List.of(),
                Map.of(),
                PreprocessorSettings.DEFAULT_METAL_VERSION));
    try (Stream<Path> files = Files.list(directory)) {
      List<Program> programs =
          files
              .filter(it -> it.toString().endsWith(".metal"))
              .sorted()
              .map(it -> specialized(preprocessor, it, constants))
              .filter(it -> constants.isEmpty() || !it.functionConstants().isEmpty())
              .toList();
      Set<String> kernels =
          programs.stream()
              .flatMap(it -> it.kernels().stream())
              .map(Kernel::name)
              .collect(Collectors.toSet());
      HostBuild build =
          HostBuild.against(
              adversary, TestToolchain.clang(), TestToolchain.sources(), OUTPUT, 2, Set.of());
      return new HostLibraries(build.compile(programs, kernels));
    } catch (Exception e) {
      throw new AssertionError(directory + ": " + e.getMessage(), e);
    }
  }

  private static Program specialized(
      Preprocessor preprocessor, Path file, Map<String, String> constants) {
    try {
      Program program = preprocessor.program(file);
      return program.functionConstants().isEmpty() ? program : program.specialized(constants);
    } catch (Exception e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    libraries.values().forEach(Library::close);
  }
}
