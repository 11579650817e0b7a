package io.github.kernelconformance.numerics;

public enum ScaleFormat {
  E8M0,
  E4M3;

  public float decode(int code) {
    throw new UnsupportedOperationException();
  }

  public int encode(float value) {
    throw new UnsupportedOperationException();
  }
}
