package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.FpQuantizer;
import io.github.kernelconformance.numerics.QuantizedMatrix;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Matrix-vector products with weights in floating-point codes, {@code y = x @ dequantize(w,
 * scales).T}, under the names, arguments and geometry of MLX's {@code fp_qmv}, {@code fp_qmv_fast},
 * {@code fp_qmv_quad} and {@code fp_qmv_wide}: codes packed in {@code w}, one byte per group in
 * {@code scales}, {@code x} and {@code y} in the dtype, sums in float32.
 */
public class FpQmv extends QmvFamily {

  private static final List<Mode> MODES = List.of(FpMode.values());

  /** MLX's global scale is the largest weight; of standard normal ones that is about this. */
  private static final float LARGEST_WEIGHT = 3.7f;

  private final Draws draws;

  /** A family with draws of its own. */
  public FpQmv() {
    this(new Draws());
  }

  FpQmv(Draws draws) {
    this.draws = draws;
  }

  @Override
  public List<Mode> modes() {
    return MODES;
  }

  @Override
  public boolean supports(Mode mode) {
    return mode instanceof FpMode;
  }

  @Override
  protected String prefix(Mode mode) {
    return mode.id();
  }

  @Override
  public QmvProblem problem(Mode mode, Shape shape, Pattern pattern, long seed) {
    FpMode fpMode = typed(mode);
    Qmv.requireWholeGroups(mode, shape);
    Shape dense = BatchLayout.dense(shape);
    Function<DType, FpOperands> operands =
        switch (pattern) {
          case EXACT -> halfOrNot(half -> ExactFp.operands(fpMode, dense, seed, half));
          case SPECIAL -> halfOrNot(half -> ExactFp.special(fpMode, dense, seed, half));
          case NORMAL -> {
            FpOperands normal = normal(fpMode, dense, seed);
            yield dtype -> normal;
          }
        };
    return new FpProblem(this, dense, operands);
  }

  @Override
  protected Map<String, ArrayType> arrays(QmvCell cell) {
    FpMode mode = typed(cell.mode());
    String scale = mode.scale().name().toLowerCase(Locale.ROOT) + " code, one byte for each group";
    Map<String, ArrayType> arrays =
        QmvArrays.of(
            cell,
            mode.element().name().toLowerCase(Locale.ROOT),
            List.of(new QmvArrays.PerGroup("scales", ArrayType.Element.UINT8, scale)));
    if (QmvVariant.of(cell.variant()).globalScale()) {
      arrays.put(
          "global_scale",
          ArrayType.dense(
              ArrayType.Element.FLOAT32,
              List.of(1),
              List.of("i"),
              "each sum is multiplied by it and divided by 448 * 6"));
    }
    return arrays;
  }

  @Override
  protected List<Parameter> parameters(QmvCell cell) {
    QmvParameters parameters = new QmvParameters(cell);
    String scale = typed(cell.mode()).scale().name().toLowerCase(Locale.ROOT) + " codes";
    return parameters.of(
        List.of(
            parameters.groupCodes("scales", scale),
            QmvVariant.of(cell.variant()).globalScale()
                ? QmvParameters.number("global_scale")
                : Parameter.unbound("global_scale")),
        List.of());
  }

  @Override
  public boolean owns(String function) {
    return Qmv.owns("fp_", function);
  }

  /** Operands of which float16 has others than the wider dtypes. */
  private static Function<DType, FpOperands> halfOrNot(Function<Boolean, FpOperands> maker) {
    Map<Boolean, FpOperands> made = new ConcurrentHashMap<>();
    return dtype -> made.computeIfAbsent(dtype == DType.FLOAT16, maker);
  }

  private FpOperands normal(FpMode mode, Shape shape, long seed) {
    int rows = shape.batch() * shape.n();
    QuantizedMatrix w =
        FpQuantizer.quantize(
            Qmv.normalWeights(draws, shape, seed),
            rows,
            shape.k(),
            mode.element(),
            mode.scale(),
            mode.groupSize());
    return new FpOperands(Qmv.normalVectors(draws, shape, seed), w, LARGEST_WEIGHT);
  }

  private FpMode typed(Mode mode) {
    return (FpMode) require(mode);
  }
}
