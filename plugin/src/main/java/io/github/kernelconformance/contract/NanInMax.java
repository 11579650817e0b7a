package io.github.kernelconformance.contract;

/** What {@code max} and {@code min} give for a NaN and a number. */
public enum NanInMax {
  /** The number, as Metal's {@code max} and {@code fmax} do. */
  LOSES,
  /** The NaN. */
  WINS,
  /** Either, as a kernel that compares does by the order of operands; so anything is right. */
  EITHER
}
