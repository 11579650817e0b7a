package io.github.kernelconformance.contract;

/**
 * A kernel that meets the contract. Where there are several, each is a variant: every one that is
 * legal at a point runs there.
 */
public interface Kernel {

  /**
   * The variant's name in ids; by default the host name without what is in braces. {@code
   * it.kernel("rms_looped_{T}").named("looped")}.
   */
  Kernel named(String variant);

  /**
   * Restricts the kernel to points where it may be used: {@code
   * it.kernel("rms_single_row").when(n.isAtMost(4096))}. Several conditions must all hold.
   */
  Kernel when(Condition legal);

  /**
   * Says where a host would choose this one; by default the first kernel that is legal. Reports
   * mark these cells.
   */
  Kernel routed(Condition chosen);

  /**
   * For a template that the source does not instantiate: what to instantiate under the host name,
   * {@code it.kernel("norm_{T}_{n}").instantiates("norm<{T}, {n}>")}.
   */
  Kernel instantiates(String template);

  /** A grid of its own, in threadgroups, as {@link Description#grid(Dim...)}. */
  Grid grid(Dim... threadgroups);

  /** A grid of its own, as {@link Description#grid(int...)}. */
  default Grid grid(int... threadgroups) {
    return grid(Dim.each(threadgroups));
  }

  /** A grid of its own, in threads, as {@link Description#gridOfThreads(Dim...)}. */
  Grid gridOfThreads(Dim... threads);

  /** A grid of its own, as {@link Description#gridOfThreads(int...)}. */
  default Grid gridOfThreads(int... threads) {
    return gridOfThreads(Dim.each(threads));
  }
}
