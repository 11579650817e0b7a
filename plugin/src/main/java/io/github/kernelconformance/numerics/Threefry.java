package io.github.kernelconformance.numerics;

/**
 * The counter-based generator Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 */
final class Threefry {

  /** The key schedule's parity constant, taken from Skein. */
  private static final int PARITY = 0x1BD11BDA;

  private Threefry() {}

  /** The block for a counter: its first word in the high half of the result, its second below. */
  static long block(int key0, int key1, int counter0, int counter1) {
    int key2 = PARITY ^ key0 ^ key1;
    long state = words(counter0 + key0, counter1 + key1);
    state = inject(evenRounds(state), key1, key2 + 1);
    state = inject(oddRounds(state), key2, key0 + 2);
    state = inject(evenRounds(state), key0, key1 + 3);
    state = inject(oddRounds(state), key1, key2 + 4);
    return inject(evenRounds(state), key2, key0 + 5);
  }

  private static long evenRounds(long state) {
    return round(round(round(round(state, 13), 15), 26), 6);
  }

  private static long oddRounds(long state) {
    return round(round(round(round(state, 17), 29), 16), 24);
  }

  private static long round(long state, int rotation) {
    int second = (int) state;
    int first = (int) (state >>> 32) + second;
    return words(first, Integer.rotateLeft(second, rotation) ^ first);
  }

  private static long inject(long state, int first, int second) {
    return words((int) (state >>> 32) + first, (int) state + second);
  }

  private static long words(int first, int second) {
    return (long) first << 32 | Integer.toUnsignedLong(second);
  }
}
