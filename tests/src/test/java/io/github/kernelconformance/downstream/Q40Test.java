package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mat-vec over blocks of q4_0 of the downstream build {@code foreign-contracts}. */
class Q40Test {

  private static final int BLOCK = 18;

  /** Rows, columns, vectors; matrices in the third and fourth dimension; broadcasts; a gap. */
  @ParameterizedTest
  @CsvSource({
    "1, 32, 1, 1, 1, 1, 1, 0",
    "7, 32, 1, 1, 1, 1, 1, 0",
    "8, 1056, 2, 1, 1, 1, 1, 0",
    "9, 4096, 1, 2, 1, 2, 1, 4",
    "17, 96, 3, 4, 2, 2, 2, 10",
  })
  void products(
      int rows, int columns, int vectors, int third, int fourth, int r2, int r3, int gap) {
    int perSimdgroup = 4;
    int blocks = columns / 32;
    int rowBytes = blocks * BLOCK + gap;
    int matrices = third / r2 * (fourth / r3);
    byte[] src0 = new byte[matrices * rows * rowBytes];
    Random random = new Random(rows);
    random.nextBytes(src0);
    ByteBuffer w = ByteBuffer.wrap(src0).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < matrices * rows; row++) {
      for (int block = 0; block < blocks; block++) {
        w.position(row * rowBytes + block * BLOCK);
        DType.FLOAT16.put(w, random.nextGaussian());
      }
    }
    // An infinite scale: some weights are infinite, and NaN where a code stands for 0.
    w.position(0);
    DType.FLOAT16.put(w, Double.POSITIVE_INFINITY);
    double[] x = new Data(columns, DType.FLOAT32).normal(third * fourth * vectors * columns);
    x[x.length - 1] = Double.NaN;

    ByteBuffer args = ByteBuffer.allocate(112).order(ByteOrder.LITTLE_ENDIAN);
    args.putInt(columns).putInt(rows).putInt(third / r2).putInt(0);
    args.putLong(BLOCK).putLong(rowBytes).putLong((long) rows * rowBytes);
    args.putLong((long) third / r2 * rows * rowBytes);
    args.putInt(columns).putInt(vectors).putInt(third).putInt(0);
    args.putLong(4).putLong(4L * columns).putLong(4L * columns * vectors);
    args.putLong(4L * columns * vectors * third);
    args.putInt(rows)
        .putInt(vectors)
        .putInt(perSimdgroup)
        .putShort((short) r2)
        .putShort((short) r3);
    assertThat(args.hasRemaining()).isFalse();

    int outputs = third * fourth * vectors * rows;
    byte[] dst =
        Call.of("kernel_mul_mv_q4_0_f32")
            .input("args", args.array())
            .input("src0", src0)
            .input("src1", DType.FLOAT32, x)
            .grid((rows + 2 * perSimdgroup - 1) / (2 * perSimdgroup), vectors, third * fourth)
            .threads(32, 2, 1)
            .bytes(KernelFile.of("foreign-contracts/mul_mv_q4_0"), "dst", 4 * outputs);

    double[] expected = new double[outputs];
    for (int i = 0; i < outputs; i++) {
      int matrix = i / rows / vectors;
      int w2 = matrix % third / r2;
      int w3 = matrix / third / r3;
      int start = ((w3 * (third / r2) + w2) * rows + i % rows) * rowBytes;
      for (int k = 0; k < columns; k++) {
        int at = start + k / 32 * BLOCK;
        w.position(at);
        double scale = DType.FLOAT16.get(w);
        int codes = w.get(at + 2 + k % 16);
        int code = k % 32 < 16 ? codes & 15 : codes >> 4 & 15;
        expected[i] += scale * (code - 8) * x[i / rows * columns + k];
      }
    }
    Near.check("dst", DType.FLOAT32, DType.FLOAT32.decode(dst), expected, 8.0 * columns);
  }
}
