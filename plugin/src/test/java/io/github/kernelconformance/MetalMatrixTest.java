package io.github.kernelconformance;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.family.FpQmv;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.FpMode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Conformance;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.MetalStandIn;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.worker.MetalDevice;
import io.github.kernelconformance.worker.MetalProber;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The road through Metal changes nothing: the stand-in runs kernels with the engine of the host
 * device, so a part of the matrix gives the same bits on both.
 */
@ExtendWith(MetalSearchPath.class)
class MetalMatrixTest {

  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");

  /** A tail alone, each quad size, a block and a tail; a batch, whose strides are arguments too. */
  private static final List<Shape> SHAPES =
      List.of(
          Shape.matVec(5, 64),
          Shape.matVec(7, 128),
          Shape.matVec(8, 512),
          Shape.matVec(5, 544),
          new Shape(2, 1, 5, 288));

  private final FpQmv family = new FpQmv();

  @Test
  void theSameBitsAsOnTheHost() throws Exception {
    List<Launch> launches = new ArrayList<>();
    for (FpMode mode : FpMode.values()) {
      for (Shape shape : SHAPES) {
        for (Pattern pattern : Pattern.values()) {
          Problem problem = family.problem(mode, shape, pattern, 0);
          cells(mode, shape, pattern).forEach(cell -> launches.add(problem.launch(cell)));
        }
      }
    }
    Program program = TestPrograms.of(KERNELS.resolve("fp_qmv.metal"), Map.of());
    Set<String> kernels = launches.stream().map(Launch::kernel).collect(toCollection(TreeSet::new));
    List<Ending> onMetal;
    try (Library metal = metal().load(List.of(program), kernels)) {
      onMetal = metal.runAll(launches);
    }
    try (Library host =
        TestDevice.in(Path.of("target", "test-kernels")).load(List.of(program), kernels)) {
      for (int i = 0; i < launches.size(); i++) {
        Execution expected = host.run(launches.get(i));
        assertThat(onMetal.get(i)).isInstanceOf(Ending.Ran.class);
        Execution execution = ((Ending.Ran) onMetal.get(i)).execution();
        assertThat(execution.outputs().get("y")).isEqualTo(expected.outputs().get("y"));
        assertThat(execution.findings()).isEmpty();
      }
    }
    assertThat(kernels.size()).isEqualTo(18);
  }

  /** Dtypes take turns with the modes, so that each pair of them is there without all of them. */
  private List<Cell> cells(FpMode mode, Shape shape, Pattern pattern) {
    DType dtype = DType.values()[(mode.ordinal() + shape.k() / 64) % DType.values().length];
    return Conformance.cells(family, mode, dtype, shape, pattern);
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
