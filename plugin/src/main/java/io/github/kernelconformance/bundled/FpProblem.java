package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.family.Scalars;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ScaleFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A floating-point problem; what depends on a dtype is made when it is first asked for. */
final class FpProblem extends QmvProblem {

  private final Shape shape;
  private final Function<DType, FpOperands> operands;
  private final boolean rounding;
  private final Map<DType, Reference> references = new ConcurrentHashMap<>();
  private final Map<DType, Reference> flushed = new ConcurrentHashMap<>();
  private final Map<QmvCell, QmvOperands> read = new ConcurrentHashMap<>();

  /** What launches of the same shape and type share. */
  private final Map<Shape, List<Argument>> sizes = new ConcurrentHashMap<>();

  private final Map<DType, byte[]> vectors = new ConcurrentHashMap<>();

  /**
   * @param shape of the operands, which are dense
   */
  FpProblem(QmvFamily family, Shape shape, Function<DType, FpOperands> operands) {
    this(family, shape, operands, false);
  }

  /**
   * @param rounding whether sums may round in whatever pattern
   */
  private FpProblem(
      QmvFamily family, Shape shape, Function<DType, FpOperands> operands, boolean rounding) {
    super(family);
    this.shape = shape;
    this.operands = operands;
    this.rounding = rounding;
  }

  @Override
  Pattern pattern(QmvCell cell) {
    return rounding ? Pattern.NORMAL : super.pattern(cell);
  }

  @Override
  public Optional<Reducible> reducible(Cell generic) {
    QmvCell cell = QmvCell.of(generic);
    FpOperands made = operands.apply(cell.dtype());
    return Optional.of(
        new ReducibleFp(
            family(),
            (FpMode) cell.mode(),
            shape,
            cell.dtype(),
            made,
            (changed, ones) -> new FpProblem(family(), shape, dtype -> changed, rounding || ones)));
  }

  @Override
  public Launch launch(Cell generic) {
    QmvCell cell = QmvCell.of(generic);
    FpOperands made = operands.apply(cell.dtype());
    BatchLayout w = BatchLayout.ofW(cell.shape());
    byte[] x = vectors.computeIfAbsent(cell.dtype(), it -> it.encode(made.x()));
    return family()
        .launch(
            generic.kernel(),
            cell,
            List.of(
                new Argument.Input("w", w.spread(made.w().codes())),
                new Argument.Input("scales", w.spread(made.w().scales())),
                globalScale(cell, made),
                new Argument.Input("x", BatchLayout.ofX(cell.shape()).spread(x))),
            sizes.computeIfAbsent(cell.shape(), it -> Qmv.sizes(cell.mode(), it)));
  }

  /** As MLX does, it is bound for kernels that read it, and left unbound for others. */
  private static Argument globalScale(QmvCell cell, FpOperands made) {
    return QmvVariant.of(cell.variant()).globalScale()
        ? Scalars.float32("global_scale", made.globalScale())
        : new Argument.Unbound("global_scale");
  }

  @Override
  Reference reference(QmvCell cell) {
    Reference product = reference(cell.dtype());
    return QmvVariant.of(cell.variant()).globalScale()
        ? product.times(operands.apply(cell.dtype()).globalFactor())
        : product;
  }

  /**
   * Metal lets a GPU flush subnormal numbers, and the scale 2^-127 is one. So what a kernel leaves
   * that takes it for 0 is right as well.
   */
  @Override
  Expected y(QmvCell cell) {
    if (pattern(cell) != Pattern.SPECIAL || ((FpMode) cell.mode()).scale() != ScaleFormat.E8M0) {
      return super.y(cell);
    }
    double[] kept = reference(cell).values();
    double[] without = flushed.computeIfAbsent(cell.dtype(), it -> compute(it, true)).values();
    List<double[]> choices = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      choices.add(new double[] {cell.dtype().round(kept[i]), cell.dtype().round(without[i])});
    }
    return new Expected.OneOf(choices);
  }

  @Override
  QmvOperands operands(QmvCell cell) {
    return read.computeIfAbsent(cell, it -> QmvOperands.of(it, shape, operands.apply(it.dtype())));
  }

  @Override
  Reference reference(DType dtype) {
    return references.computeIfAbsent(dtype, it -> compute(it, false));
  }

  /**
   * A term {@code x * element * scale} is rounded as it is multiplied with the second and the third
   * factor, and then in at most K - 1 additions, whatever their order.
   *
   * @param flushing whether weights whose scale is subnormal are left out
   */
  private Reference compute(DType dtype, boolean flushing) {
    FpOperands made = operands.apply(dtype);
    double[] x = Qmv.rounded(made.x(), dtype);
    float[] w = made.w().values();
    byte[] scales = made.w().scales();
    int k = shape.k();
    int group = w.length / scales.length;
    double[] values = new double[shape.batch() * shape.m() * shape.n()];
    double[] magnitudes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int xStart = i / shape.n() * k;
      int wStart = Qmv.weightRow(shape, i) * k;
      double sum = 0;
      double magnitude = 0;
      for (int j = 0; j < k; j++) {
        boolean left = flushing && scales[(wStart + j) / group] == 0;
        double term = left ? 0 : x[xStart + j] * w[wStart + j];
        sum += term;
        magnitude += Math.abs(term);
      }
      values[i] = sum;
      magnitudes[i] = magnitude;
    }
    return new Reference(values, magnitudes, k + 1);
  }
}
