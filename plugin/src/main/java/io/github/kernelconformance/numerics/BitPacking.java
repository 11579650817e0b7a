package io.github.kernelconformance.numerics;

public final class BitPacking {
  private BitPacking() {}

  public static byte[] pack(int[] codes, int bits) {
    throw new UnsupportedOperationException();
  }

  public static int[] unpack(byte[] packed, int bits) {
    throw new UnsupportedOperationException();
  }
}
