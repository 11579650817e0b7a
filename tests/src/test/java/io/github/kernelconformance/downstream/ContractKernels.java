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
import java.io.IOException;
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
  private final Map<String, Path> files = new HashMap<>();
  private final Map<Loaded, Library> libraries = new HashMap<>();

  private record Loaded(Path file, Map<String, String> constants) {}

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
    Library library =
        libraries.computeIfAbsent(
            new Loaded(file(parts[0]), constants), it -> load(it.file(), constants));
    return library.run(
        new Launch(
            parts[0],
            launch.threadgroups(),
            launch.threadsPerThreadgroup(),
            launch.threads(),
            launch.arguments()));
  }

  /** The file that has a kernel. */
  private Path file(String kernel) {
    if (files.isEmpty()) {
      try (Stream<Path> all = Files.list(directory)) {
        all.filter(it -> it.toString().endsWith(".metal"))
            .forEach(it -> program(it, Map.of()).kernels().forEach(of -> files.put(of.name(), it)));
      } catch (IOException e) {
        throw new AssertionError(directory + ": " + e.getMessage(), e);
      }
    }
    return files.get(kernel);
  }

  private Library load(Path file, Map<String, String> constants) {
    try {
      Program program = program(file, constants);
      Set<String> kernels =
          program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
      HostBuild build =
          HostBuild.against(
              adversary, TestToolchain.clang(), TestToolchain.sources(), OUTPUT, 2, Set.of());
      return new HostLibraries(build.compile(List.of(program), kernels));
    } catch (Exception e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  private Program program(Path file, Map<String, String> constants) {
    try {
      return new Preprocessor(
              new PreprocessorSettings(
                  TestToolchain.clang().executable(),
                  directory,
                  List.of(),
                  Map.of(),
                  PreprocessorSettings.DEFAULT_METAL_VERSION))
          .program(file)
          .specialized(constants);
    } catch (Exception e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  /** Gives the memory back; what runs afterwards is loaded again. */
  @Override
  public void close() {
    libraries.values().forEach(Library::close);
    libraries.clear();
  }
}
