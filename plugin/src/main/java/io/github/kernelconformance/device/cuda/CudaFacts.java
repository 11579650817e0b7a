package io.github.kernelconformance.device.cuda;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What a card, its driver and the compiler say of themselves.
 *
 * @param name for example {@code NVIDIA H100 80GB HBM3}
 * @param capability major and minor compute capability, for example 90
 * @param driver the driver's version, for example {@code 580.159.04}; empty where the system does
 *     not tell
 * @param cuda the version of CUDA that the driver knows, for example 13000
 * @param nvrtc the compiler's version, likewise
 * @param compiler its file, or the name by which the loader finds it
 * @param memory bytes of the card
 * @param warp threads of a warp
 * @param sharedMemory bytes of shared memory that a threadgroup can have at most
 */
public record CudaFacts(
    String name,
    int capability,
    String driver,
    int cuda,
    int nvrtc,
    Path compiler,
    long memory,
    int warp,
    int sharedMemory) {

  /** Major and minor number of a version as CUDA counts them. */
  public static String version(int number) {
    return String.format(Locale.ROOT, "%d.%d", number / 1000, number % 1000 / 10);
  }

  /** The architecture that code is compiled for, for example {@code sm_90}. */
  public String architecture() {
    return "sm_" + capability;
  }
}
