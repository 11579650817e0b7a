package io.github.kernelconformance.device;

/** A device or its compiler failed; no kernel is to blame. */
public final class DeviceException extends Exception {

  private static final long serialVersionUID = 1L;

  public DeviceException(String message) {
    super(message);
  }

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
