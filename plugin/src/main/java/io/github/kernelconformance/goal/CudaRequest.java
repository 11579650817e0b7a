package io.github.kernelconformance.goal;

/**
 * What a goal needs to know of CUDA.
 *
 * @param home the directory of a CUDA toolkit; empty where it is to be found
 * @param computeSanitizer tools that watch the kernels, separated by commas, or {@code none}
 */
public record CudaRequest(String home, String computeSanitizer) {

  /** As a build without parameters has it. */
  public static final CudaRequest DEFAULT = new CudaRequest("", "none");
}
