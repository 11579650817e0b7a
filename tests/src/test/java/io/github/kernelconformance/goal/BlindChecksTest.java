package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.BlindEngine;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.worker.WorkerDevice;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that do not see end a run, and are no verdict on any kernel. */
class BlindChecksTest {

  private static final ConformanceMatrix MATRIX =
      ConformanceMatrix.of(
          Axes.builder()
              .families("fp_qmv")
              .modes("mxfp4")
              .dtypes("float32")
              .batch("1")
              .m("1")
              .n("1..8")
              .k("32")
              .patterns("normal")
              .cells("**")
              .build(),
          new Families());

  @TempDir private Path directory;

  @Test
  void theyAreAFailureOfTheDeviceAndNoCellFails() throws Exception {
    NativeSources blind = BlindEngine.in(directory.resolve("msl"));
    HostBuild build =
        new HostBuild(
            TestToolchain.clang(), blind, directory.resolve("host"), 1, Set.of(Check.MEMORY));
    WorkerDevice device =
        new WorkerDevice(
            build,
            new Symbolizer(TestToolchain.clang(), blind),
            new WorkerSettings(1, Duration.ofSeconds(60), WorkerSettings.DEFAULT_MEMORY));
    Program program =
        new Preprocessor(
                new PreprocessorSettings(
                    TestToolchain.clang().executable(),
                    Path.of(""),
                    List.of(Projects.KERNELS.getParent()),
                    Map.of(),
                    PreprocessorSettings.DEFAULT_METAL_VERSION))
            .program(Projects.KERNELS);
    Set<String> kernels =
        program.kernels().stream().map(it -> it.name()).collect(Collectors.toSet());

    try (Library library = device.load(List.of(program), kernels)) {
      MatrixRun.Results run =
          MatrixRun.run(MATRIX, library, (family, cell) -> Optional.empty(), 1, Progress.NONE);

      assertThat(run.failure().orElseThrow())
          .hasMessageContaining("The checks are blind")
          .hasMessageContaining("'memory' did not find a read of 1 byte past the end of a buffer");
      assertThat(run.cells())
          .hasSameSizeAs(MATRIX.cells())
          .allMatch(result -> result.status() == Status.SKIPPED);
    }
  }
}
