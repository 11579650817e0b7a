package io.github.kernelconformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Conformance;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A kernel that loses one unit in the last place of one element does not conform. */
class OneUlpTest {

  private static final QmvFamily FAMILY = new FpQmv();
  private static final int ROW = 3;
  private static final Shape SHAPE = Shape.matVec(11, 288);

  @ParameterizedTest
  @EnumSource(DType.class)
  void theRightKernelPasses(DType dtype) throws Exception {
    for (Pattern pattern : Pattern.DEFAULT) {
      CellResult result = run(0, dtype, pattern);

      assertThat(result.status()).as(result.message()).isEqualTo(Status.PASS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1",
    "FLOAT32, -1",
    "FLOAT16, 1",
    "FLOAT16, -1",
    "BFLOAT16, 1",
    "BFLOAT16, -1"
  })
  void oneElementThatIsOneUlpOffFails(DType dtype, int off) throws Exception {
    CellResult result = run(off, dtype, Pattern.EXACT);

    assertThat(result.status()).isEqualTo(Status.MISMATCH);
    assertThat(result.measured().wrong()).isOne();
    assertThat(result.measured().boundRatio()).isInfinite();
    assertThat(result.message()).contains("n=" + ROW + "]").contains("off by 1 ulp");
  }

  private static CellResult run(int off, DType dtype, Pattern pattern) throws Exception {
    Program program =
        TestPrograms.of(
            Path.of("src/test/metal/ulp_qmv.metal"),
            Map.of("OFF", String.valueOf(off), "ROW", String.valueOf(ROW)));
    List<Cell> cells =
        Conformance.cells(FAMILY, FpMode.MXFP4, dtype, SHAPE, pattern).stream()
            .filter(cell -> cell.variant().equals("qmv"))
            .toList();
    try (Library library =
        TestDevice.in(Path.of("target", "test-kernels"))
            .load(
                List.of(program),
                program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()))) {
      return Conformance.run(FAMILY, library, cells).get(0);
    }
  }
}
