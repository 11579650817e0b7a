package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The kernels of {@code crashes.metal}, compiled, and launches of them. */
final class CrashKernels {

  static final int THREADS = 64;

  /** Where the libraries are and the workers run. */
  static final Path OUTPUT = Path.of("target", "test-workers");

  private static final Path FILE = Path.of("src", "test", "metal", "crashes.metal");
  private static final Map<Set<Check>, List<CompiledLibrary>> COMPILED = new ConcurrentHashMap<>();

  private CrashKernels() {}

  /** The kernels, with so many workers and so much time for each launch. */
  static WorkerLibrary load(int forks, Duration timeout) {
    return load(forks, timeout, Set.of());
  }

  /** The kernels, looked at while they run. */
  static WorkerLibrary load(int forks, Duration timeout, Set<Check> checks) {
    return load(forks, timeout, checks, WorkerReserve.none());
  }

  /** The kernels in workers of a reserve. */
  static WorkerLibrary load(int forks, Duration timeout, Set<Check> checks, WorkerReserve reserve) {
    return new WorkerLibrary(
        COMPILED.computeIfAbsent(checks, CrashKernels::compile),
        new Symbolizer(TestToolchain.clang(), TestToolchain.sources()),
        new WorkerSettings(forks, timeout, WorkerSettings.DEFAULT_MEMORY),
        reserve);
  }

  /** A launch with a value for {@code in[0]}. */
  static Launch launch(String kernel, long value) {
    return new Launch(
        kernel,
        new Size(1, 1, 1),
        new Size(THREADS, 1, 1),
        List.of(
            new Argument.Input("in", bytes(value)),
            new Argument.Output("out", THREADS * Integer.BYTES)));
  }

  /** A launch that makes a directory when it runs, and does not end. */
  static Launch endless(Path sign) {
    byte[] name = (sign.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8);
    return new Launch(
        "endless_loop_with_a_sign",
        new Size(1, 1, 1),
        new Size(1, 1, 1),
        List.of(
            new Argument.Input("name", name),
            new Argument.Input("in", bytes(1)),
            new Argument.Output("out", Integer.BYTES)));
  }

  /** The place of the line that is marked with a kernel's name, without a column. */
  static String place(String kernel) {
    try {
      List<String> lines = Files.readAllLines(FILE);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith("  // " + kernel)) {
          return FILE + ":" + (i + 1);
        }
      }
      throw new AssertionError("no line is marked " + kernel);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static List<CompiledLibrary> compile(Set<Check> checks) {
    try {
      Program program =
          new Preprocessor(
                  new PreprocessorSettings(
                      TestToolchain.clang().executable(),
                      Path.of(""),
                      List.of(FILE.getParent()),
                      Map.of(),
                      PreprocessorSettings.DEFAULT_METAL_VERSION))
              .program(FILE);
      return new HostBuild(TestToolchain.clang(), TestToolchain.sources(), OUTPUT, 1, checks)
          .compile(
              List.of(program),
              program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()));
    } catch (Exception e) {
      throw new AssertionError(FILE + ": " + e.getMessage(), e);
    }
  }
}
