package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The kernels of one file of the downstream builds, with every check of the engine. */
final class KernelFile implements AutoCloseable {

  private static final Path BUILDS = Path.of("..", "it", "src", "it").toAbsolutePath().normalize();
  private static final Path OWN_KERNELS =
      Path.of("..", "kernels", "src", "main", "metal").toAbsolutePath().normalize();
  private static final Path OUTPUT = Path.of("target", "test-kernels");
  private static final Map<String, KernelFile> FILES = new ConcurrentHashMap<>();

  private final Library library;
  private final Set<String> kernels;
  private final Set<String> run = new TreeSet<>();

  private KernelFile(Library library, Set<String> kernels) {
    this.library = library;
    this.kernels = kernels;
  }

  /** The kernels of a file such as {@code contracts/softmax}, specialized to constants. */
  static KernelFile of(String name, Map<String, String> constants) {
    return FILES.computeIfAbsent(
        name + constants, it -> load(name, constants, KernelFile::withAllChecks));
  }

  /**
   * A file without checks, with a standard library that is as bad as it may be; to be closed, for
   * there may be more of these than have a place in memory.
   */
  static KernelFile against(Adversary adversary, String name) {
    return load(
        name,
        Map.of(),
        () ->
            HostBuild.against(
                adversary, TestToolchain.clang(), TestToolchain.sources(), OUTPUT, 2, Set.of()));
  }

  static KernelFile of(String name) {
    return of(name, Map.of());
  }

  private static HostBuild withAllChecks() {
    return new HostBuild(
        TestToolchain.clang(), TestToolchain.sources(), OUTPUT, 2, EnumSet.allOf(Check.class));
  }

  private static KernelFile load(
      String name, Map<String, String> constants, Supplier<HostBuild> builds) {
    try {
      String[] parts = name.split("/");
      Path directory = BUILDS.resolve(parts[0]).resolve(Path.of("src", "main", "metal"));
      Program program =
          new Preprocessor(
                  new PreprocessorSettings(
                      TestToolchain.clang().executable(),
                      directory,
                      List.of(OWN_KERNELS),
                      Map.of(),
                      PreprocessorSettings.DEFAULT_METAL_VERSION))
              .program(directory.resolve(parts[1] + ".metal"))
              .specialized(constants);
      Set<String> kernels =
          program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
      return new KernelFile(
          new HostLibraries(builds.get().compile(List.of(program), kernels)), kernels);
    } catch (Exception e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }

  /** Carries out a launch, about which no check may say anything. */
  Map<String, byte[]> run(Launch launch) {
    try {
      run.add(launch.kernel());
      Execution execution = library.run(launch);
      assertThat(execution.findings()).as(launch.kernel()).isEmpty();
      return execution.outputs();
    } catch (Exception e) {
      throw new AssertionError(launch.kernel() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    library.close();
  }

  /** The kernels that no launch has run. */
  Set<String> untried() {
    Set<String> untried = new TreeSet<>(kernels);
    untried.removeAll(run);
    return untried;
  }
}
