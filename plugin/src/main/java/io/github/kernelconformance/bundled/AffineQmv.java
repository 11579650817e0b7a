package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.numerics.AffineMatrix;
import io.github.kernelconformance.numerics.AffineQuantizer;
import java.util.List;
import java.util.Map;

/**
 * Matrix-vector products with weights in integer codes, {@code y = x @ (scales * w + biases).T},
 * under the names, arguments and geometry of MLX's {@code affine_qmv}, {@code affine_qmv_fast},
 * {@code affine_qmv_quad} and {@code affine_qmv_wide}: codes packed in {@code w}, {@code scales}
 * and {@code biases} one per group, these and {@code x} and {@code y} in the dtype, sums in
 * float32. The control of {@link FpQmv}, whose structure it shares.
 */
public class AffineQmv extends QmvFamily {

  /**
   * Each number of bits and each group size at least once; among them 4 bits in groups of 32, the
   * layout of mxfp4, and of 64, MLX's default.
   */
  private static final List<Mode> MODES =
      List.of(
          new AffineMode(2, 128),
          new AffineMode(3, 64),
          new AffineMode(4, 32),
          new AffineMode(4, 64),
          new AffineMode(5, 32),
          new AffineMode(6, 128),
          new AffineMode(8, 64));

  private final Draws draws;

  /** A family with draws of its own. */
  public AffineQmv() {
    this(new Draws());
  }

  AffineQmv(Draws draws) {
    this.draws = draws;
  }

  @Override
  public List<Mode> modes() {
    return MODES;
  }

  @Override
  public boolean supports(Mode mode) {
    return mode instanceof AffineMode;
  }

  @Override
  protected String prefix(Mode mode) {
    return "affine";
  }

  @Override
  public QmvProblem problem(Mode mode, Shape shape, Pattern pattern, long seed) {
    AffineMode affine = typed(mode);
    Qmv.requireWholeGroups(mode, shape);
    Shape dense = BatchLayout.dense(shape);
    return switch (pattern) {
      case EXACT -> new AffineProblem(this, dense, ExactAffine.operands(affine, dense, seed), true);
      case NORMAL -> new AffineProblem(this, dense, normal(affine, dense, seed), false);
      case SPECIAL ->
          throw new IllegalArgumentException(mode.id() + " has no codes of a meaning of their own");
    };
  }

  @Override
  protected Map<String, ArrayType> arrays(QmvCell cell) {
    ArrayType.Element element = ArrayType.Element.of(cell.dtype());
    return QmvArrays.of(
        cell,
        "unsigned integer",
        List.of(
            new QmvArrays.PerGroup("scales", element, "factor of the codes, one for each group"),
            new QmvArrays.PerGroup(
                "biases", element, "added to the scaled codes, one for each group")));
  }

  @Override
  protected List<Parameter> parameters(QmvCell cell) {
    QmvParameters parameters = new QmvParameters(cell);
    return parameters.of(
        List.of(parameters.groupValues("scales"), parameters.groupValues("biases")),
        List.of(parameters.strides("b_strides")));
  }

  @Override
  public boolean owns(String function) {
    return Qmv.owns("affine_", function);
  }

  private AffineOperands normal(AffineMode mode, Shape shape, long seed) {
    int rows = shape.batch() * shape.n();
    AffineMatrix w =
        AffineQuantizer.quantize(
            Qmv.normalWeights(draws, shape, seed), rows, shape.k(), mode.bits(), mode.groupSize());
    return new AffineOperands(Qmv.normalVectors(draws, shape, seed), w);
  }

  private AffineMode typed(Mode mode) {
    return (AffineMode) require(mode);
  }
}
