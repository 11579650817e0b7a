package io.github.kernelconformance.goal;

/** There is no device that kernels could run on. */
final class NoUsableDeviceException extends Exception {

  private static final long serialVersionUID = 1L;

  NoUsableDeviceException(String message) {
    super(message);
  }
}
