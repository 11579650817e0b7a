package io.github.kernelconformance.verdict;

/** What became of a cell; the gravest first. */
public enum Status {
  CRASH("crash"),
  TIMEOUT("timeout"),
  MEMORY_ERROR("memory-error"),
  UNDEFINED("undefined"),
  RACE("race"),
  MISSING_FENCE("missing-fence"),
  DIVERGENCE("divergence"),
  NONDETERMINISTIC("nondeterministic"),
  MISMATCH("mismatch"),
  /** The contract failed: there is nothing to compare with, or nothing to launch. */
  CONTRACT_ERROR("contract-error"),
  /** The numbers are within their bounds, but so are zeros: the cell proves nothing. */
  VACUOUS("vacuous"),
  SKIPPED("skipped"),
  PASS("pass");

  private final String id;

  Status(String id) {
    this.id = id;
  }

  /** The spelling in reports. */
  public String id() {
    return id;
  }

  /** Whether the cell was run, or was meant to be and cost its worker. */
  public boolean ran() {
    return this != SKIPPED;
  }

  /**
   * Whether the kernel did not conform or its contract failed; a skipped or vacuous cell neither
   * passed nor failed.
   */
  public boolean failed() {
    return ran() && this != PASS && this != VACUOUS;
  }

  /**
   * Whether an expectation may let it pass. A failed contract tells nothing of its kernel, so there
   * is no failure to be known.
   */
  public boolean acceptable() {
    return failed() && this != CONTRACT_ERROR;
  }
}
