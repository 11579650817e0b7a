package io.github.kernelconformance.device.metal;

import java.nio.file.Path;

/** What Metal makes a library of. */
public sealed interface MetalCode {

  /** The source in words, for messages. */
  String name();

  /**
   * Flattened text for the run-time compiler, which has no include path.
   *
   * @param name the file that it came from
   */
  record Source(String name, String text) implements MetalCode {}

  /** A {@code .metallib}. */
  record Compiled(Path file) implements MetalCode {

    @Override
    public String name() {
      return file.toString();
    }
  }
}
