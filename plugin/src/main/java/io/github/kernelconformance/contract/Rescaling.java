package io.github.kernelconformance.contract;

/** What an online softmax adds to a term's error when its maximum rises. */
final class Rescaling {

  private Rescaling() {}

  /**
   * The factors' arguments sum up to the distance of the first and the last maximum, which is at
   * most that of the term's own logarithm from 0, so the roundings of all arguments together are no
   * more than those of the one in {@code exp(x - new)}.
   */
  static Tracked of(Tracked term) {
    Arithmetic arithmetic = term.arithmetic;
    int times = arithmetic.rescalings();
    if (times == 0 || term.kind != Kind.FINITE || term.value == 0 && term.own() == 0) {
      return term;
    }
    double distance = Math.abs(Math.log(Math.max(Math.abs(term.value), 0x1p-150)));
    double each = distance / times + 0.5;
    double row = exp(arithmetic).error(-each, 0, 1, arithmetic.type());
    double factor = Math.expm1(times * (row + arithmetic.limits.unit()));
    double lost = times * arithmetic.limits.smallestNormal();
    double error = term.own() + factor * (term.magnitude + term.own()) + lost;
    return Tracked.settled(
        arithmetic,
        term.value,
        term.magnitude,
        error * (1 + 0x1p-30),
        0,
        term.joined,
        term.nonNegative,
        false);
  }

  private static Accuracy exp(Arithmetic arithmetic) {
    if (!arithmetic.table().has(MathFunction.EXP, arithmetic.type())) {
      throw NoAccuracyException.rescaled(arithmetic);
    }
    return arithmetic.accuracy(MathFunction.EXP);
  }
}
