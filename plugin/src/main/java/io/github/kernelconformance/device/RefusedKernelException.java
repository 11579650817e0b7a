package io.github.kernelconformance.device;

/** The device does not run a kernel, though its source compiled. The message says why. */
public final class RefusedKernelException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean any;

  /**
   * @param any whether the device does not run it with any launch
   */
  public RefusedKernelException(String message, boolean any) {
    super(message);
    this.any = any;
  }

  /** Whether the device does not run it with any launch, rather than with this one. */
  public boolean any() {
    return any;
  }
}
