package io.github.kernelconformance.device.host;

import org.junit.jupiter.api.Assumptions;

/** Whether kernels on this machine can have a product and a sum in one operation. */
public final class FusedMultiplyAdd {

  private FusedMultiplyAdd() {}

  /** Skips a test where they are compiled for processors without that. */
  public static void assume() {
    Assumptions.assumeTrue(
        !HostCpu.current().flags().isEmpty() || System.getProperty("os.arch").equals("aarch64"),
        "kernels are compiled for processors without an operation for a product and a sum");
  }
}
