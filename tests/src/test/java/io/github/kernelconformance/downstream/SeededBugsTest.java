package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels of the downstream build {@code seeded-bugs}: each bug shows where it can, and the
 * right twin is right everywhere, with NaN and infinities among its inputs.
 */
class SeededBugsTest {

  static final List<String> KERNELS =
      List.of(
          "softmax_padding",
          "softmax_zero_load",
          "gelu_half",
          "silu_twice",
          "rms_norm_root",
          "l2_norm_root",
          "leaky_relu_slope",
          "matmul_assign",
          "attention_scale",
          "attention_rescale");

  static Stream<Arguments> kernelsAndTypes() {
    return KERNELS.stream()
        .flatMap(kernel -> Arrays.stream(DType.values()).map(type -> arguments(kernel, type)));
  }

  @ParameterizedTest
  @MethodSource("kernelsAndTypes")
  void theRightTwinIsRight(String kernel, DType type) {
    for (SeededCell cell : SeededCells.of(kernel, type)) {
      assertThat(cell.wrong(kernel + "_right")).as("%s", cell).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndTypes")
  void theBugShows(String kernel, DType type) {
    List<SeededCell> cells = SeededCells.of(kernel, type);
    assertThat(cells).anyMatch(SeededCell::shows);
    for (SeededCell cell : cells) {
      int wrong = cell.wrong(kernel);
      if (cell.shows()) {
        assertThat(wrong).as("%s", cell).isPositive();
      }
    }
  }
}
