package io.github.kernelconformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.MetalStandIn;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.worker.MetalDevice;
import io.github.kernelconformance.worker.MetalProber;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The road through Metal changes nothing: the stand-in runs kernels with the engine of the host
 * device, so every cell gives the same bits on both. Every variant, type, inner size and layout is
 * among the cells; other modes and N are other numbers in the same buffers.
 */
@ExtendWith(MetalSearchPath.class)
class MetalMatrixTest {

  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");

  @Test
  void theSameBitsAsOnTheHost() throws Exception {
    Program program = TestPrograms.of(KERNELS.resolve("fp_qmv.metal"), Map.of());
    Set<String> have = program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
    Selection axes = Axes.builder().modes("nvfp4").n("3,7,8,16").build();
    ConformanceMatrix matrix =
        ConformanceMatrix.of(axes, new Families()).withKernels(axes, new Families(), have);
    Set<String> kernels =
        matrix.problems().stream()
            .flatMap(it -> it.cells().stream().map(Cell::kernel))
            .collect(Collectors.toSet());
    int compared = 0;
    try (Library metal = metal().load(List.of(program), kernels);
        Library host =
            TestDevice.in(Path.of("target", "test-kernels")).load(List.of(program), kernels)) {
      for (ProblemCells cells : matrix.problems()) {
        Problem problem = cells.problem(0);
        List<Launch> launches = cells.cells().stream().map(problem::launch).toList();
        List<Ending> endings = metal.runAll(launches);
        for (int i = 0; i < launches.size(); i++) {
          Execution expected = host.run(launches.get(i));
          assertThat(endings.get(i))
              .describedAs(cells.cells().get(i).id())
              .isInstanceOfSatisfying(
                  Ending.Ran.class,
                  it -> {
                    assertThat(it.execution().outputs().get("y"))
                        .isEqualTo(expected.outputs().get("y"));
                    assertThat(it.execution().findings()).isEmpty();
                    assertThat(it.execution().lostWorker()).isEmpty();
                  });
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(matrix.cells().size()).isGreaterThan(400);
  }

  private static MetalDevice metal() {
    MetalSettings settings =
        new MetalSettings(
            new MetalOptions(PreprocessorSettings.DEFAULT_METAL_VERSION, MathMode.SAFE),
            false,
            MetalStandIn.environment());
    WorkerSettings workers = WorkerSettings.of("60", "2");
    return new MetalDevice(settings, workers, MetalProber.run(settings, workers));
  }
}
