package io.github.kernelconformance.device.host;

import java.nio.ByteBuffer;

/** Runs one of the kernels in {@code src/test/metal} on the host device. */
final class HostKernel {

  private HostKernel() {}

  /**
   * Runs a kernel of two buffers, {@code [[buffer(0)]]} in and {@code [[buffer(1)]]} out.
   *
   * @param file the name of the file in {@code src/test/metal}
   * @param kernel the name of the kernel
   * @param threads how many threads run, along x
   * @param input the bytes of the first buffer, which the kernel may change in its own copy
   * @param outputBytes the size of the second buffer, which is zero at first
   * @return the second buffer, little-endian
   */
  static ByteBuffer run(String file, String kernel, int threads, byte[] input, int outputBytes) {
    throw new UnsupportedOperationException(file + ": " + kernel);
  }
}
