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
    int a = key0;
    int b = key1;
    int c = PARITY ^ key0 ^ key1;
    int first = counter0 + a;
    int second = counter1 + b;
    // Four rounds, and then the next two words of the key, which go round.
    for (int group = 1; group <= 5; group++) {
      boolean odd = group % 2 == 1;
      first += second;
      second = Integer.rotateLeft(second, odd ? 13 : 17) ^ first;
      first += second;
      second = Integer.rotateLeft(second, odd ? 15 : 29) ^ first;
      first += second;
      second = Integer.rotateLeft(second, odd ? 26 : 16) ^ first;
      first += second;
      second = Integer.rotateLeft(second, odd ? 6 : 24) ^ first;
      int last = a;
      a = b;
      b = c;
      c = last;
      first += a;
      second += b + group;
    }
    return (long) first << 32 | Integer.toUnsignedLong(second);
  }
}
