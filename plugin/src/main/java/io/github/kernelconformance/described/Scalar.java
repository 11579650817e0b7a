package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Point;
import io.github.kernelconformance.contract.Real;

/** A number that an argument has: an integer by a formula of sizes, or a real. */
sealed interface Scalar {

  /** The number there; of an integer all digits are kept. */
  double at(Point at);

  /** An integer. */
  record Whole(Dim dim) implements Scalar {
    @Override
    public double at(Point at) {
      return dim.at(at);
    }
  }

  /** A real number. */
  record Fraction(Real real) implements Scalar {
    @Override
    public double at(Point at) {
      return real.at(at);
    }
  }
}
