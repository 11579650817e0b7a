package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.numerics.BitPacking;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.QuantizedMatrix;
import java.util.List;
import java.util.Locale;

/**
 * What of the operands of a floating-point problem may become 0, 1 or -1: each has codes of these,
 * but for scales.
 */
final class ReducibleFp implements Reducible {

  /** Makes the problem of other operands. */
  interface Maker {
    /**
     * @param ones whether elements became 1, so that sums need not be exact any more
     */
    Problem of(FpOperands operands, boolean ones);
  }

  private final FpMode mode;
  private final FpOperands operands;
  private final int[] codes;
  private final List<Part> parts;
  private final Maker maker;

  ReducibleFp(
      QmvFamily family, FpMode mode, Shape shape, DType dtype, FpOperands operands, Maker maker) {
    this.mode = mode;
    this.operands = operands;
    this.maker = maker;
    QuantizedMatrix w = operands.w();
    codes = BitPacking.unpack(w.codes(), mode.bits());
    double[] weights = new double[codes.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = mode.element().decode(codes[i]);
    }
    double[] scales = new double[w.scales().length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = mode.scale().decode(Byte.toUnsignedInt(w.scales()[i]));
    }
    ReducedParts of = new ReducedParts(family, shape);
    boolean zeroScale = mode.scale().decode(mode.scale().encode(0)) == 0;
    parts =
        List.of(
            of.weights("elements, %s codes".formatted(lower(mode.element().name())), weights, true),
            of.x(Qmv.rounded(operands.x(), dtype)),
            of.groups(
                "scales",
                "scales, %s codes".formatted(lower(mode.scale().name())),
                mode.groupSize(),
                scales,
                zeroScale,
                false));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Part> parts() {
    return parts;
  }

  @Override
  public Problem with(List<Value[]> elements) {
    int[] changed = codes.clone();
    byte[] scales = operands.w().scales().clone();
    for (int i = 0; i < changed.length; i++) {
      Value value = elements.get(0)[i];
      changed[i] =
          value == Value.KEPT ? changed[i] : mode.element().encode(ReducedParts.number(value));
    }
    for (int i = 0; i < scales.length; i++) {
      Value value = elements.get(2)[i];
      scales[i] =
          value == Value.KEPT ? scales[i] : (byte) mode.scale().encode(ReducedParts.number(value));
    }
    QuantizedMatrix w =
        QuantizedMatrix.of(
            operands.w().rows(),
            operands.w().columns(),
            changed,
            scales,
            mode.element(),
            mode.scale(),
            mode.groupSize());
    return maker.of(
        new FpOperands(
            ReducedParts.changed(operands.x(), elements.get(1)), w, operands.globalScale()),
        ReducedParts.ones(elements));
  }
}
