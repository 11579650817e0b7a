package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.NormalDraws;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Standard normal numbers, the latest ones kept: all modes of a matrix quantize the same draws.
 * Safe for several threads; two that miss the same draw both make it, and get the same.
 */
final class Draws {

  /** 16 MiB; a default matrix draws a third of it. */
  private static final int CAPACITY = 1 << 22;

  private record Key(long seed, int count) {}

  private final Map<Key, float[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int size;

  /** The numbers of {@link NormalDraws#normal}; not to be changed. */
  float[] normal(long seed, int count) {
    Key key = new Key(seed, count);
    synchronized (kept) {
      float[] draws = kept.get(key);
      if (draws != null) {
        return draws;
      }
    }
    float[] draws = NormalDraws.normal(seed, count);
    synchronized (kept) {
      if (kept.putIfAbsent(key, draws) == null) {
        size += count;
        evict();
      }
    }
    return draws;
  }

  private void evict() {
    var oldest = kept.entrySet().iterator();
    while (size > CAPACITY) {
      size -= oldest.next().getKey().count();
      oldest.remove();
    }
  }
}
