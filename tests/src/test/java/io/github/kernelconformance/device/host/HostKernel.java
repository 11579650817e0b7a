package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs kernels of the files in {@code src/test/metal}, as the plugin would. A kernel reads its
 * argument {@code in} and writes its argument {@code out}.
 */
final class HostKernel {

  private static final int LARGEST_THREADGROUP = 1024;
  private static final Path OUTPUT = Path.of("target", "test-kernels");
  private static final FindingLines LINES =
      new FindingLines(new Symbolizer(TestToolchain.clang(), TestToolchain.sources()));
  private static final Map<Compiled, Loaded> LIBRARIES = new ConcurrentHashMap<>();

  private HostKernel() {}

  /**
   * Runs {@code threads} threads in a row: one threadgroup, or as many of the largest as it takes.
   */
  static ByteBuffer run(String file, String kernel, int threads, byte[] input, int outputBytes) {
    int width = Math.min(threads, LARGEST_THREADGROUP);
    if (threads % width != 0) {
      throw new IllegalArgumentException(threads + " threads are not whole threadgroups");
    }
    Size threadgroups = new Size(threads / width, 1, 1);
    return run(file, kernel, threadgroups, new Size(width, 1, 1), input, outputBytes);
  }

  /** Runs a grid. */
  static ByteBuffer run(
      String file,
      String kernel,
      Size threadgroups,
      Size threadsPerThreadgroup,
      byte[] input,
      int outputBytes) {
    Launch launch =
        new Launch(
            kernel,
            threadgroups,
            threadsPerThreadgroup,
            List.of(new Argument.Input("in", input), new Argument.Output("out", outputBytes)));
    byte[] output = execute(file, launch, Set.of()).outputs().get("out");
    return ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Carries out a launch with checks. */
  static Execution execute(String file, Launch launch, Set<Check> checks) {
    try {
      return LIBRARIES
          .computeIfAbsent(new Compiled(file, checks), it -> load(it.file(), it.checks()))
          .run(launch);
    } catch (Exception e) {
      throw new AssertionError(launch.kernel() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Carries out many launches of one file's kernels, and finds the lines of all of them at once.
   */
  static List<Execution> executeAll(Path file, List<Launch> launches, Set<Check> checks) {
    Loaded loaded =
        LIBRARIES.computeIfAbsent(
            new Compiled(file.toAbsolutePath().toString(), checks),
            it -> load(it.file(), it.checks()));
    Map<Path, List<Execution>> executions = new HashMap<>();
    List<Execution> all = new ArrayList<>();
    try {
      for (Launch launch : launches) {
        Execution execution = loaded.libraries().run(launch);
        all.add(execution);
        executions
            .computeIfAbsent(loaded.file(launch.kernel()), it -> new ArrayList<>())
            .add(execution);
      }
    } catch (DeviceException e) {
      throw new AssertionError(e);
    }
    executions.forEach((library, some) -> LINES.lookUp(some, library));
    return IntStream.range(0, all.size())
        .mapToObj(i -> LINES.find(all.get(i), loaded.file(launches.get(i).kernel())))
        .toList();
  }

  private record Compiled(String file, Set<Check> checks) {}

  /** Libraries in this process; what they find is given its lines. */
  private record Loaded(List<CompiledLibrary> compiled, HostLibraries libraries) {

    private Execution run(Launch launch) throws DeviceException {
      return LINES.find(libraries.run(launch), file(launch.kernel()));
    }

    private Path file(String kernel) {
      return compiled.stream()
          .filter(it -> it.kernels().stream().anyMatch(other -> other.name().equals(kernel)))
          .findFirst()
          .orElseThrow()
          .file();
    }
  }

  private static Loaded load(String file, Set<Check> checks) {
    try {
      Program program = program(Path.of("src", "test", "metal").resolve(file));
      HostBuild build =
          new HostBuild(TestToolchain.clang(), TestToolchain.sources(), OUTPUT, 2, checks);
      List<CompiledLibrary> compiled =
          build.compile(
              List.of(program),
              program.kernels().stream().map(kernel -> kernel.name()).collect(Collectors.toSet()));
      return new Loaded(compiled, new HostLibraries(compiled));
    } catch (Exception e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  private static Program program(Path file) throws IOException, InterruptedException {
    return new Preprocessor(
            new PreprocessorSettings(
                TestToolchain.clang().executable(),
                Path.of(""),
                List.of(file.getParent()),
                Map.of(),
                PreprocessorSettings.DEFAULT_METAL_VERSION))
        .program(file);
  }
}
