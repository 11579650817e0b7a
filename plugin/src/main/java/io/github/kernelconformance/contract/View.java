package io.github.kernelconformance.contract;

import java.util.Locale;

/**
 * How a buffer's elements lie in memory. Buffers whose strides the kernel is told come in all of
 * them, without that a contract asks for it; all others are {@link #DENSE}.
 */
public enum View {
  /** Row-major without gaps. */
  DENSE,
  /** The rows lie apart, with bytes between them that must not matter. */
  PADDED,
  /** The two innermost dimensions are exchanged in memory. */
  TRANSPOSED,
  /** Dense, but element 0 lies inside the allocation, not at its start. */
  OFFSET,
  /** All indices of the outermost dimension share their elements; for inputs only. */
  BROADCAST,
  /** The outermost dimension runs backwards; for strides of signed types only. */
  REVERSED;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in ids and reports. */
  public String id() {
    return id;
  }
}
