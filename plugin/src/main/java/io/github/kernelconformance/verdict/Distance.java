package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import java.util.Map;
import java.util.Optional;

/** Whether what a fault leaves is surely not right. */
final class Distance {

  /** Less may be rounding. */
  private static final double CLEAR = 8;

  private Distance() {}

  /** Whether no output can be both. */
  static boolean apart(
      Map<String, Expected> right, Map<String, Expected> supposed, Map<String, ArrayType> types) {
    return right.entrySet().stream()
        .anyMatch(
            it ->
                supposed.containsKey(it.getKey())
                    && apart(types.get(it.getKey()), it.getValue(), supposed.get(it.getKey())));
  }

  private static boolean apart(ArrayType type, Expected right, Expected supposed) {
    Optional<Numbers> one = Numbers.of(type, right);
    Optional<Numbers> other = Numbers.of(type, supposed);
    if (one.isEmpty() || other.isEmpty() || one.get().size() != other.get().size()) {
      return false;
    }
    double[] mine = Comparison.tolerances(type, right);
    double[] its = Comparison.tolerances(type, supposed);
    Grid grid = new Grid(type.element());
    for (int i = 0; i < mine.length; i++) {
      double value = one.get().values()[i];
      double otherValue = other.get().values()[i];
      double tolerance = mine[i] + its[i] + grid.ulp(value);
      boolean known = Double.isFinite(value) && Double.isFinite(otherValue);
      boolean lost = Double.isFinite(value) && !Double.isFinite(otherValue);
      if (known && Math.abs(value - otherValue) > CLEAR * tolerance
          || lost && Double.isFinite(mine[i]) && other.get().bounds()[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
