package io.github.kernelconformance.numerics;

public enum ElementFormat {
  E2M1,
  E4M3;

  public int bits() {
    throw new UnsupportedOperationException();
  }

  public float largest() {
    throw new UnsupportedOperationException();
  }

  public float decode(int code) {
    throw new UnsupportedOperationException();
  }

  public int encode(float value) {
    throw new UnsupportedOperationException();
  }
}
