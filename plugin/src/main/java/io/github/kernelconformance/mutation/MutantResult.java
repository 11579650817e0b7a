package io.github.kernelconformance.mutation;

/**
 * What became of a mutant, and why.
 *
 * @param by of one that was killed, the check: {@code mismatch}, {@code race} and so on; of an
 *     equivalent one {@code compiler} or {@code author}; else empty
 * @param cell the id of the cell that killed it; else empty
 * @param message what that cell says, or the author's reason; of one that survived what else would
 *     have killed it; else empty
 * @param tried how many cells ran with it
 * @param plain whether a check of each kernel at one shape, with {@code allclose(rtol=1e-2)}, would
 *     have killed it
 */
public record MutantResult(
    Mutant mutant, Fate fate, String by, String cell, String message, int tried, boolean plain) {

  /** A mutant that a cell killed. */
  public static MutantResult killed(
      Mutant mutant, String by, String cell, String message, int tried, boolean plain) {
    return new MutantResult(mutant, Fate.KILLED, by, cell, message, tried, plain);
  }

  /** A mutant that all cells passed. */
  public static MutantResult survived(Mutant mutant, int tried, boolean plain) {
    return new MutantResult(mutant, Fate.SURVIVED, "", "", "", tried, plain);
  }

  /**
   * A mutant that is the same kernel.
   *
   * @param by {@code compiler} or {@code author}
   */
  public static MutantResult equivalent(Mutant mutant, String by, String reason, int tried) {
    return new MutantResult(mutant, Fate.EQUIVALENT, by, "", reason, tried, false);
  }

  /** The same with another message. */
  public MutantResult saying(String other) {
    return new MutantResult(mutant, fate, by, cell, other, tried, plain);
  }

  /** A mutant that no cell reaches. */
  public static MutantResult notReached(Mutant mutant) {
    return new MutantResult(mutant, Fate.NOT_REACHED, "", "", "", 0, false);
  }
}
