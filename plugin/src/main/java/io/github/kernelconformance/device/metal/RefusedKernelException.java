package io.github.kernelconformance.device.metal;

/** The device does not run a kernel, though its source compiled. The message says why. */
public final class RefusedKernelException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedKernelException(String message) {
    super(message);
  }
}
