package io.github.kernelconformance.contract;

/** Functions that Metal computes by others with fast math. */
final class MslFormulas {

  private static final double LOG2_OF_10 = Math.log(10) / Math.log(2);
  private static final double LOG10_OF_2 = Math.log10(2);

  private MslFormulas() {}

  static Tracked exp10(Tracked x) {
    return x.times(LOG2_OF_10).exp2();
  }

  static Tracked log10(Tracked x) {
    return x.log2().times(LOG10_OF_2);
  }

  static Tracked tan(Tracked x) {
    return x.sin().times(x.cos().reciprocal());
  }

  static Tracked tanh(Tracked x) {
    Tracked t = x.times(2).exp();
    return t.minus(1).over(t.plus(1));
  }

  static Tracked sinh(Tracked x) {
    return x.exp().minus(x.negate().exp()).times(0.5);
  }

  static Tracked cosh(Tracked x) {
    return x.exp().plus(x.negate().exp()).times(0.5);
  }

  static Tracked asinh(Tracked x) {
    return x.plus(x.squared().plus(1).sqrt()).log();
  }

  static Tracked acosh(Tracked x) {
    return x.plus(x.squared().minus(1).sqrt()).log();
  }

  static Tracked atanh(Tracked x) {
    return x.plus(1).over(x.negate().plus(1)).log().times(0.5);
  }

  static Tracked pow(Tracked x, Tracked y) {
    return y.times(x.log2()).exp2();
  }

  /** Undefined where one of them is 0. */
  static Tracked atan2(Tracked y, Tracked x) {
    if (x.low() <= 0 && x.high() >= 0 || y.low() <= 0 && y.high() >= 0) {
      return x.arithmetic().open(Math.atan2(y.value(), x.value()));
    }
    Tracked angle = y.over(x).atan();
    return x.value() > 0 ? angle : angle.plus(Math.copySign(Math.PI, y.value()));
  }
}
