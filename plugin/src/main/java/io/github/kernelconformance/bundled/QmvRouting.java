package io.github.kernelconformance.bundled;

import java.util.Optional;

/** Which kernel MLX's host chooses, for a GPU and a shape, once with a global scale and without. */
final class QmvRouting {

  private static final int NARROW_N = 4096;
  private static final int M5 = 17;
  private static final int WIDE_AFFINE = 15;

  private final Architecture gpu;
  private final Mode mode;
  private final Shape shape;

  QmvRouting(Architecture gpu, Mode mode, Shape shape) {
    this.gpu = gpu;
    this.mode = mode;
    this.shape = shape;
  }

  /** Whether a host takes the variant, where it has a global scale if the variant has one. */
  boolean takes(QmvVariant variant) {
    return choice(variant.globalScale()).filter(it -> it == variant.kernel()).isPresent();
  }

  /** Empty where a host takes a kernel for products of two matrices. */
  private Optional<QmvKernel> choice(boolean globalScale) {
    if (!globalScale) {
      if (shape.m() >= matrixLimit()) {
        return Optional.empty();
      }
      if (QmvKernel.QMV_QUAD.legal(mode, shape)) {
        return Optional.of(QmvKernel.QMV_QUAD);
      }
      if (QmvKernel.QMV_WIDE.legal(mode, shape) && wideIsBetter()) {
        return Optional.of(QmvKernel.QMV_WIDE);
      }
    }
    if (!QmvKernel.QMV_FAST.legal(mode, shape)) {
      return Optional.of(QmvKernel.QMV);
    }
    boolean narrow =
        QmvKernel.QMV_FAST_R_2.legal(mode, shape)
            && shape.n() >= NARROW_N
            && gpu.generation() == M5
            && gpu.size() == 's';
    return Optional.of(narrow ? QmvKernel.QMV_FAST_R_2 : QmvKernel.QMV_FAST);
  }

  private boolean wideIsBetter() {
    return mode instanceof FpMode || gpu.generation() >= WIDE_AFFINE;
  }

  /** The rows of x from which on a host takes kernels for products of two matrices. */
  private int matrixLimit() {
    int largest = Math.max(shape.k(), shape.n());
    if (gpu.size() == 'd') {
      return limit(largest, 32, 18, 12);
    }
    if (gpu.generation() >= M5) {
      return limit(largest, 33, 25, 13);
    }
    if (gpu.generation() >= WIDE_AFFINE) {
      return limit(largest, 13, 15, 13);
    }
    return gpu.generation() >= 13 ? limit(largest, 14, 10, 6) : limit(largest, 18, 12, 10);
  }

  private static int limit(int largest, int small, int medium, int large) {
    return largest <= 2048 ? small : largest <= 4096 ? medium : large;
  }
}
