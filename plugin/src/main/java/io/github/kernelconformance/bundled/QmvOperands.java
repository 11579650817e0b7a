package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.AffineMatrix;
import io.github.kernelconformance.numerics.BitPacking;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.QuantizedMatrix;

/**
 * What a kernel finds in its buffers, by row and place along K, for those who read it otherwise. A
 * place that no buffer has throws {@link Outside}.
 *
 * @param cell whose kernel reads
 * @param dense the shape of the operands, without gaps
 * @param x row-major {@code [batch * m, k]}, of the dtype
 * @param codes row-major {@code [batch * n, k]}
 * @param scales for each group its scale byte or, in affine modes, its scale
 * @param biases for each group; none in other modes
 * @param globalFactor what results are multiplied with
 */
record QmvOperands(
    QmvCell cell,
    Shape dense,
    double[] x,
    int[] codes,
    double[] scales,
    double[] biases,
    double globalFactor) {

  /** That a kernel reads what is in no operand, so that nobody knows what it gets. */
  static final class Outside extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Outside INSTANCE = new Outside();

    private Outside() {
      super("outside of the operands", null, false, false);
    }
  }

  static QmvOperands of(QmvCell cell, Shape dense, FpOperands made) {
    QuantizedMatrix w = made.w();
    double[] scales = new double[w.scales().length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Byte.toUnsignedInt(w.scales()[i]);
    }
    return new QmvOperands(
        cell,
        dense,
        Qmv.rounded(made.x(), cell.dtype()),
        BitPacking.unpack(w.codes(), cell.mode().bits()),
        scales,
        new double[0],
        QmvVariant.of(cell.variant()).globalScale() ? made.globalFactor() : 1);
  }

  static QmvOperands of(QmvCell cell, Shape dense, AffineOperands made) {
    DType dtype = cell.dtype();
    AffineMatrix w = made.w();
    return new QmvOperands(
        cell,
        dense,
        Qmv.rounded(made.x(), dtype),
        w.unpackedCodes(),
        Qmv.rounded(w.scales(), dtype),
        Qmv.rounded(w.biases(), dtype),
        1);
  }

  /** How many rows w has. */
  int rows() {
    return codes.length / dense.k();
  }

  int groupSize() {
    return cell.mode().groupSize();
  }

  /** Groups in a row. */
  int groups() {
    return dense.k() / groupSize();
  }

  /** The variant's kernel. */
  QmvKernel kernel() {
    return QmvVariant.of(cell.variant()).kernel();
  }

  double x(int row, int k) {
    return at(x, (long) row * dense.k() + k);
  }

  /** A code of w. */
  int code(int row, int k) {
    long i = (long) row * dense.k() + k;
    if (i < 0 || i >= codes.length) {
      throw Outside.INSTANCE;
    }
    return codes[(int) i];
  }

  /** The scale, or its byte, of a group of a row; beyond the row that of the next one. */
  double scale(int row, int group) {
    return at(scales, (long) row * groups() + group);
  }

  /** The bias of a group of a row; beyond the row that of the next one. */
  double bias(int row, int group) {
    return at(biases, (long) row * groups() + group);
  }

  private static double at(double[] values, long i) {
    if (i < 0 || i >= values.length) {
      throw Outside.INSTANCE;
    }
    return values[(int) i];
  }
}
