package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * Results in the light of expectations.
 *
 * @param results in their order; those that meet an expectation are marked with it
 * @param deviations failing cells that do not fail as their expectation says
 * @param stale expectations with cells that pass although none of them should, in file order
 * @param expired expectations whose last day has passed, with a cell that ran, in file order; the
 *     failures of their cells are expected no longer
 */
public record Judgement(
    List<CellResult> results,
    List<Deviation> deviations,
    List<Stale> stale,
    List<Expectation> expired) {

  /**
   * A cell that fails in another way than its expectation allows.
   *
   * @param how in which way, for example {@code relErr 3.100e+02 is above relErr<=2.2e+02}
   */
  public record Deviation(CellResult result, Expectation expectation, String how) {}

  /**
   * An expectation that something else has become of.
   *
   * @param passed how many of its cells pass, at least 1
   * @param ran how many of its cells ran
   */
  public record Stale(Expectation expectation, int passed, int ran) {}

  public Judgement {
    results = List.copyOf(results);
    deviations = List.copyOf(deviations);
    stale = List.copyOf(stale);
    expired = List.copyOf(expired);
  }

  /** The cells that may pass or fail, whichever they did. */
  public List<CellResult> flaky() {
    return results.stream()
        .filter(it -> it.expected().filter(Allowance::flaky).isPresent())
        .toList();
  }
}
