package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** SIMD-group matrices on the host device. */
class SimdGroupMatrixTest {

  private static final String FILE = "simdgroup_matrix.metal";

  /**
   * The row and column of the first of the two elements that each lane of an Apple GPU holds,
   * written out: programs rely on it.
   */
  private static final int[] LAYOUT = {
    0x00, 0x02, 0x10, 0x12, 0x20, 0x22, 0x30, 0x32, 0x04, 0x06, 0x14, 0x16, 0x24, 0x26, 0x34, 0x36,
    0x40, 0x42, 0x50, 0x52, 0x60, 0x62, 0x70, 0x72, 0x44, 0x46, 0x54, 0x56, 0x64, 0x66, 0x74, 0x76
  };

  @Test
  void matricesLoadMultiplyAndStore() {
    float[] in = new float[128];
    for (int i = 0; i < 128; i++) {
      in[i] = i * 7 % 11 - 5;
    }
    float[] out =
        Buffers.floats(HostKernel.run(FILE, "simdgroup_matrices", 32, Buffers.floats(in), 4 * 384));
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        float product = in[8 * row + column];
        float square = 0;
        for (int k = 0; k < 8; k++) {
          product += in[8 * row + k] * in[64 + 8 * k + column];
          square += in[8 * row + k] * in[8 * k + column];
        }
        int at = 8 * row + column;
        assertThat(out[at]).as("A B + A at %d, %d", row, column).isEqualTo(product);
        assertThat(out[128 + at]).as("transposed").isEqualTo(in[8 * column + row]);
        assertThat(out[192 + at]).as("diagonal").isEqualTo(row == column ? 3 : 0);
        assertThat(out[256 + at]).as("A A in half").isEqualTo(square);
        assertThat(out[320 + at]).as("filled").isEqualTo(2);
      }
    }
    for (int lane = 0; lane < 32; lane++) {
      int at = (LAYOUT[lane] >> 4) * 8 + (LAYOUT[lane] & 7);
      assertThat(Arrays.copyOfRange(out, 64 + 2 * lane, 66 + 2 * lane))
          .as("elements of lane %d", lane)
          .containsExactly(in[at], in[at + 1]);
    }
  }

  @Test
  void matricesLoadFromAnOrigin() {
    float[] in = new float[256];
    for (int i = 0; i < 256; i++) {
      in[i] = i;
    }
    float[] out =
        Buffers.floats(
            HostKernel.run(FILE, "simdgroup_matrix_origins", 32, Buffers.floats(in), 256));
    for (int i = 0; i < 64; i++) {
      assertThat(out[i]).isEqualTo(16 * (1 + i / 8) + 4 + i % 8);
    }
  }
}
