package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Draw;
import io.github.kernelconformance.family.Scramble;
import io.github.kernelconformance.numerics.NormalDraws;

/** Numbers without a visible pattern; equal keys give equal ones on every machine. */
final class DrawStream implements Draw {

  private static final int BATCH = 256;

  private final long key;
  private final Scramble scramble;
  private float[] normal = {};
  private int next;
  private long batches;

  DrawStream(long key) {
    this.key = key;
    scramble = new Scramble(key);
  }

  /** A key that differs with each of the parts. */
  static long key(long seed, String... parts) {
    long key = seed;
    for (String part : parts) {
      for (int i = 0; i < part.length(); i++) {
        key = key * 0x5851F42D4C957F2DL + part.charAt(i) + 1;
      }
      key = key * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
    }
    return key ^ key >>> 29;
  }

  /** Standard normal numbers at once. */
  float[] normals(int count) {
    return NormalDraws.normal(key + 0x9E3779B97F4A7C15L * ++batches, count);
  }

  @Override
  public double normal() {
    if (next == normal.length) {
      normal = normals(BATCH);
      next = 0;
    }
    return normal[next++];
  }

  @Override
  public double uniform() {
    return scramble.below(1 << 24) * 0x1p-24;
  }

  @Override
  public int below(int bound) {
    if (bound < 1) {
      throw new ContractException("Nothing is from 0 to less than " + bound);
    }
    return scramble.below(bound);
  }

  /** The numbers from 0 to n - 1 in a random order. */
  int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
