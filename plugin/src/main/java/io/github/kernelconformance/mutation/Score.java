package io.github.kernelconformance.mutation;

import java.util.Collection;

/**
 * How many of some mutants were killed.
 *
 * @param killed by a cell
 * @param survived every cell that reaches them
 * @param equivalent to the kernel, so that nothing can kill them
 * @param notReached by any cell
 * @param plain those that a check at one shape would have killed
 */
public record Score(int killed, int survived, int equivalent, int notReached, int plain) {

  /** The score of some mutants. */
  public static Score of(Collection<MutantResult> results) {
    return new Score(
        count(results, Fate.KILLED),
        count(results, Fate.SURVIVED),
        count(results, Fate.EQUIVALENT),
        count(results, Fate.NOT_REACHED),
        (int) results.stream().filter(MutantResult::plain).count());
  }

  /** The score of the mutants that count for a rate. */
  public static Score of(Collection<MutantResult> results, Rate rate) {
    return of(
        results.stream().filter(it -> it.mutant().operator().family().rate() == rate).toList());
  }

  private static int count(Collection<MutantResult> results, Fate fate) {
    return (int) results.stream().filter(it -> it.fate() == fate).count();
  }

  /** Those that can be killed and are reached. */
  public int counted() {
    return killed + survived;
  }

  /** The killed of those that can be, in per cent; 100 if there is none. */
  public double percent() {
    return counted() == 0 ? 100 : 100.0 * killed / counted();
  }

  /** The same for the check at one shape. */
  public double plainPercent() {
    return counted() == 0 ? 100 : 100.0 * plain / counted();
  }
}
