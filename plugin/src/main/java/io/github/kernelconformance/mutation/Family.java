package io.github.kernelconformance.mutation;

/** The kinds of mistakes that mutants make. */
public enum Family {
  BOUNDARY("boundary", Rate.MATRIX),
  INDEX("index", Rate.MATRIX),
  ARITHMETIC("arithmetic", Rate.MATRIX),
  ACCUMULATION("accumulation", Rate.MATRIX),
  SYNCHRONISATION("synchronisation", Rate.SYNCHRONISATION),
  DECODING("decoding", Rate.MATRIX),
  NUMERICS("numerics", Rate.NUMERICS),
  LAUNCH("launch", Rate.MATRIX);

  private final String id;
  private final Rate rate;

  Family(String id, Rate rate) {
    this.id = id;
    this.rate = rate;
  }

  /** The spelling in reports. */
  public String id() {
    return id;
  }

  /** What its mutants measure. */
  public Rate rate() {
    return rate;
  }
}
