package io.github.kernelconformance.device.metal;

/** There is no Metal, or no device of it, on this machine. The message says which, in words. */
public final class MetalAbsentException extends Exception {

  private static final long serialVersionUID = 1L;

  MetalAbsentException(String message) {
    super(message);
  }
}
