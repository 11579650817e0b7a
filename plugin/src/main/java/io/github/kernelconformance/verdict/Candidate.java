package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.matrix.Cell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A hypothesis with the cells that it was tried on. */
final class Candidate {

  private final Hypothesis hypothesis;
  private final Map<Cell, Optional<Fit>> fits = new LinkedHashMap<>();

  Candidate(Hypothesis hypothesis) {
    this.hypothesis = hypothesis;
  }

  Hypothesis hypothesis() {
    return hypothesis;
  }

  /** By cell; empty where the hypothesis does not explain it. */
  Map<Cell, Optional<Fit>> fits() {
    return fits;
  }

  boolean explains(Cell cell) {
    return fits.getOrDefault(cell, Optional.empty()).isPresent();
  }

  long explained() {
    return fits.values().stream().filter(Optional::isPresent).count();
  }

  /** All evidence. */
  double bits() {
    return fits.values().stream().flatMap(Optional::stream).mapToDouble(Fit::bits).sum();
  }

  /** Whether all of each output is as the fault leaves it. */
  boolean whole() {
    return fits.values().stream().flatMap(Optional::stream).allMatch(Fit::whole);
  }
}
