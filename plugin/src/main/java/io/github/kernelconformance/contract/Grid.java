package io.github.kernelconformance.contract;

/** A grid whose threadgroups are still to be told. */
public interface Grid {

  /** The threads of each threadgroup: x, then y, then z; {@code threads(n.roundUpTo(32))}. */
  void threads(Dim... threads);

  /** The threads of each threadgroup: {@code threads(32, 2)}; they need no multiple of 32. */
  void threads(int... threads);
}
