package io.github.kernelconformance.device.host;

/**
 * An error of the compiler.
 *
 * @param place file, line and column
 * @param message what is wrong there
 */
record TreeError(String place, String message) {

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
