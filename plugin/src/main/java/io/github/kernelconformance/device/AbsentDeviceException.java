package io.github.kernelconformance.device;

/** This machine does not have a device, or not what is needed to use it. The message says which. */
public final class AbsentDeviceException extends Exception {

  private static final long serialVersionUID = 1L;

  public AbsentDeviceException(String message) {
    super(message);
  }
}
