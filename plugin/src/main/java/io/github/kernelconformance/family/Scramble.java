package io.github.kernelconformance.family;

/**
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014): numbers without a visible pattern, the same on every machine.
 */
public final class Scramble {

  private long state;

  /** A stream that differs with each of the parts. */
  public Scramble(long... parts) {
    for (long part : parts) {
      state = next() ^ part;
    }
  }

  /** A whole number from 0 to the bound less one. */
  public int below(int bound) {
    return (int) ((next() >>> 32) * bound >>> 32);
  }

  /** Minus one or one. */
  public int sign() {
    return next() < 0 ? -1 : 1;
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
