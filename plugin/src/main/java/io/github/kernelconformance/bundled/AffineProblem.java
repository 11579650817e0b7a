package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.family.Scalars;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.AffineMatrix;
import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An affine problem; what depends on a dtype is made when it is first asked for. */
final class AffineProblem extends QmvProblem {

  private final Shape shape;
  private final AffineOperands operands;
  private final boolean exact;
  private final Map<DType, Reference> references = new ConcurrentHashMap<>();
  private final Map<QmvCell, QmvOperands> read = new ConcurrentHashMap<>();

  /** What launches of the same shape and type share. */
  private final Map<Shape, List<Argument>> sizes = new ConcurrentHashMap<>();

  private final Map<DType, byte[]> vectors = new ConcurrentHashMap<>();
  private final Map<DType, byte[]> scales = new ConcurrentHashMap<>();
  private final Map<DType, byte[]> biases = new ConcurrentHashMap<>();

  /**
   * A problem.
   *
   * @param shape of the operands, which are dense
   * @param exact whether sums of neighbouring x are exact in every dtype
   */
  AffineProblem(QmvFamily family, Shape shape, AffineOperands operands, boolean exact) {
    super(family);
    this.shape = shape;
    this.operands = operands;
    this.exact = exact;
  }

  @Override
  public Launch launch(Cell generic) {
    QmvCell cell = QmvCell.of(generic);
    DType dtype = cell.dtype();
    AffineMatrix matrix = operands.w();
    BatchLayout w = BatchLayout.ofW(cell.shape());
    byte[] x = vectors.computeIfAbsent(dtype, it -> it.encode(operands.x()));
    return family()
        .launch(
            generic.kernel(),
            cell,
            List.of(
                new Argument.Input("w", w.spread(matrix.codes())),
                new Argument.Input(
                    "scales",
                    w.spread(scales.computeIfAbsent(dtype, it -> it.encode(matrix.scales())))),
                new Argument.Input(
                    "biases",
                    w.spread(biases.computeIfAbsent(dtype, it -> it.encode(matrix.biases())))),
                new Argument.Input("x", BatchLayout.ofX(cell.shape()).spread(x)),
                Scalars.int64("b_strides", Qmv.groupStrides(cell.mode(), cell.shape()))),
            sizes.computeIfAbsent(cell.shape(), it -> Qmv.sizes(cell.mode(), it)));
  }

  @Override
  Pattern pattern(QmvCell cell) {
    return exact ? super.pattern(cell) : Pattern.NORMAL;
  }

  @Override
  public Optional<Reducible> reducible(Cell generic) {
    DType dtype = QmvCell.of(generic).dtype();
    return Optional.of(
        new ReducibleAffine(
            family(),
            shape,
            dtype,
            operands,
            (changed, ones) -> new AffineProblem(family(), shape, changed, exact && !ones)));
  }

  @Override
  QmvOperands operands(QmvCell cell) {
    return read.computeIfAbsent(cell, it -> QmvOperands.of(it, shape, operands));
  }

  @Override
  Reference reference(DType dtype) {
    return references.computeIfAbsent(dtype, this::compute);
  }

  private Reference compute(DType dtype) {
    AffineMatrix w = operands.w().rounded(dtype);
    int[] codes = w.unpackedCodes();
    double[] x = Qmv.rounded(operands.x(), dtype);
    int k = shape.k();
    int groupSize = w.groupSize();
    double[] values = new double[shape.batch() * shape.m() * shape.n()];
    double[] magnitudes = new double[values.length];
    double[] slack = new double[values.length];
    Optional<NeighbourSums> neighbours = neighbours(x, dtype);
    for (int i = 0; i < values.length; i++) {
      int xStart = i / shape.n() * k;
      int wStart = Qmv.weightRow(shape, i) * k;
      double sum = 0;
      double codeMagnitude = 0;
      double biasMagnitude = 0;
      double[] factors = new double[neighbours.map(it -> k / it.chunk()).orElse(0)];
      for (int start = 0; start < k; start += groupSize) {
        double scale = w.scales()[(wStart + start) / groupSize];
        double bias = w.biases()[(wStart + start) / groupSize];
        if (neighbours.isPresent()) {
          int chunk = neighbours.get().chunk();
          Arrays.fill(factors, start / chunk, (start + groupSize) / chunk, bias);
        }
        for (int j = start; j < start + groupSize; j++) {
          double codeTerm = scale * codes[wStart + j] * x[xStart + j];
          double biasTerm = bias * x[xStart + j];
          sum += codeTerm + biasTerm;
          codeMagnitude += Math.abs(codeTerm);
          biasMagnitude += Math.abs(biasTerm);
        }
      }
      values[i] = sum;
      magnitudes[i] = codeMagnitude + biasMagnitude;
      slack[i] = neighbours.map(it -> it.error(xStart / it.chunk(), factors)).orElse(0.0);
    }
    return new Reference(values, magnitudes, depth(), slack);
  }

  /**
   * A term is rounded as it is multiplied with the second and the third factor, and then in the
   * additions: each weight gives a term with its code and one with its bias, and a kernel may take
   * a code that crosses a byte border in two parts.
   */
  private int depth() {
    int termsPerWeight = splitCodes() ? 3 : 2;
    return termsPerWeight * shape.k() + 1;
  }

  /**
   * What sums of x, to be multiplied with biases, may lose to a type of less than float32: kernels
   * may add the x of four neighbours, or of eight where codes cross byte borders, in the dtype
   * before they go on in float32. With 8 bits they do not.
   */
  private Optional<NeighbourSums> neighbours(double[] x, DType dtype) {
    if (exact || dtype == DType.FLOAT32 || operands.w().bits() == 8) {
      return Optional.empty();
    }
    boolean eight = operands.w().bits() == 3 || operands.w().bits() == 5;
    return Optional.of(NeighbourSums.of(x, eight ? 8 : 4, dtype.unitRoundoff()));
  }

  private boolean splitCodes() {
    return Integer.bitCount(operands.w().bits()) > 1;
  }
}
