package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.numerics.AffineMatrix;
import io.github.kernelconformance.numerics.DType;
import java.util.Arrays;
import java.util.List;

/**
 * What of the operands of an affine problem may become 0, 1 or -1: all of it, but for codes, which
 * have no sign.
 */
final class ReducibleAffine implements Reducible {

  /** Makes the problem of other operands. */
  interface Maker {
    /**
     * @param ones whether elements became 1, so that sums need not be exact any more
     */
    Problem of(AffineOperands operands, boolean ones);
  }

  private final AffineOperands operands;
  private final int[] codes;
  private final List<Part> parts;
  private final Maker maker;

  ReducibleAffine(
      QmvFamily family, Shape shape, DType dtype, AffineOperands operands, Maker maker) {
    this.operands = operands;
    this.maker = maker;
    AffineMatrix w = operands.w();
    codes = w.unpackedCodes();
    ReducedParts of = new ReducedParts(family, shape);
    parts =
        List.of(
            of.weights(
                "codes of %d bits".formatted(w.bits()),
                Arrays.stream(codes).asDoubleStream().toArray(),
                false),
            of.x(Qmv.rounded(operands.x(), dtype)),
            of.groups(
                "scales", "scales", w.groupSize(), Qmv.rounded(w.scales(), dtype), true, true),
            of.groups(
                "biases", "biases", w.groupSize(), Qmv.rounded(w.biases(), dtype), true, true));
  }

  @Override
  public List<Part> parts() {
    return parts;
  }

  @Override
  public Problem with(List<Value[]> elements) {
    AffineMatrix w = operands.w();
    int[] changed = codes.clone();
    for (int i = 0; i < changed.length; i++) {
      Value value = elements.get(0)[i];
      changed[i] = value == Value.KEPT ? changed[i] : (int) ReducedParts.number(value);
    }
    AffineMatrix matrix =
        AffineMatrix.of(
            w.rows(),
            w.columns(),
            w.bits(),
            w.groupSize(),
            changed,
            ReducedParts.changed(w.scales(), elements.get(2)),
            ReducedParts.changed(w.biases(), elements.get(3)));
    return maker.of(
        new AffineOperands(ReducedParts.changed(operands.x(), elements.get(1)), matrix),
        ReducedParts.ones(elements));
  }
}
