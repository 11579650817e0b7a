package io.github.kernelconformance.numerics;

/**
 * One product {@code y = w x} that MLX computed on a CPU; {@code golden-cases.csv} says how.
 *
 * @param mode the id of the mode, for example {@code mxfp4} or {@code affine-b4-g32}
 * @param n output size
 * @param k inner size
 * @param codes digest of the packed codes, see {@link Golden#digest}
 * @param scales digest of the scales
 * @param biases digest of the biases; empty where there are none
 * @param values digest of the dequantized weights
 * @param y64 the product of the float32 dequantized weights, accumulated in double precision
 * @param yq the product by {@code mx.quantized_matmul}
 * @param yref the product of the dequantized weights by float32 matrix multiplication
 */
public record GoldenCase(
    String mode,
    int n,
    int k,
    String codes,
    String scales,
    String biases,
    String values,
    double[] y64,
    float[] yq,
    float[] yref) {

  /** The vector that MLX drew, {@code [k]}. */
  public float[] x() {
    return Golden.normal(0, k);
  }

  /** The weights that MLX drew, row-major {@code [n, k]}, before they were quantized. */
  public float[] w() {
    return Golden.normal(100 + n, n * k);
  }

  @Override
  public String toString() {
    return mode + "/N=" + n + "/K=" + k;
  }
}
