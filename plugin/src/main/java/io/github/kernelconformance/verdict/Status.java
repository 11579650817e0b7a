package io.github.kernelconformance.verdict;

/** What became of a cell; the gravest first. */
public enum Status {
  CRASH("crash"),
  MISMATCH("mismatch"),
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
}
