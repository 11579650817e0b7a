package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.matrix.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check {@code undefined}. */
class UndefinedCheckTest {

  /** Element 20 of the input is what is wrong. */
  @ParameterizedTest
  @CsvSource({
    "array_index, 4, index 4 is outside of an array of type float[4], local[in[i]]",
    "overflow, 2147483647, 2147483647 + 1 does not fit in int, + 1",
    "division, 0, 100 is divided by zero, / in[i]",
  })
  void undefinedIntegers(String kernel, int wrong, String message, String text) {
    int[] in = new int[64];
    Arrays.fill(in, 1);
    assertThat(CheckedKernel.run(kernel, Buffers.ints(in), 256).findings()).isEmpty();
    in[20] = wrong;
    Finding finding = only(CheckedKernel.run(kernel, Buffers.ints(in), 256).findings());
    assertThat(finding.message()).isEqualTo(message);
    assertThat(CheckedKernel.place(finding.site())).isEqualTo(CheckedKernel.place(kernel, text));
    assertThat(finding.site().lane()).isEqualTo(20);
  }

  @Test
  void aFloatThatNoIntHolds() {
    float[] in = new float[64];
    assertThat(CheckedKernel.run("conversion", Buffers.floats(in), 256).findings()).isEmpty();
    in[35] = 3e9f;
    Finding finding = only(CheckedKernel.run("conversion", Buffers.floats(in), 256).findings());
    assertThat(finding.message()).isEqualTo("3.0E9 does not fit in int");
    assertThat(finding.site().simdgroup()).isEqualTo(1);
    assertThat(finding.site().lane()).isEqualTo(3);
  }

  @Test
  void aNullPointer() {
    float[] in = new float[64];
    assertThat(CheckedKernel.run("through_null", Buffers.floats(in), 256).findings()).isEmpty();
    in[20] = 9;
    Finding finding = only(CheckedKernel.run("through_null", Buffers.floats(in), 256).findings());
    assertThat(finding.message()).isEqualTo("read of 4 bytes through a null pointer");
    assertThat(finding.site().lane()).isEqualTo(20);
  }

  @Test
  void metalTakesShiftCountsModuloTheWidth() {
    int[] in = new int[64];
    in[20] = 33;
    assertThat(CheckedKernel.run("shift", Buffers.ints(in), 256).findings()).isEmpty();
  }

  @Test
  void aCheckThatIsOffFindsNothing() {
    int[] in = new int[64];
    in[20] = Integer.MAX_VALUE;
    assertThat(
            CheckedKernel.run("overflow", 1, Buffers.ints(in), 256, Set.of(Check.MEMORY))
                .findings())
        .isEmpty();
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.UNDEFINED);
    return findings.get(0);
  }
}
