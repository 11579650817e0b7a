package io.github.kernelconformance.device.cuda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A text with kernels for NVRTC. What it includes is the standard library of its work.
 *
 * @param name the file that it came from, for messages
 * @param options for the compiler besides its usual ones
 * @param kernels by the kernels' names
 * @param compiled where the compiled code is kept, or will be, but for what tells the architecture
 *     and the compiler; its name is a digest of all else that it is made of
 */
public record CudaCode(
    String name,
    String text,
    List<String> options,
    Map<String, CudaKernel> kernels,
    Path compiled) {

  /** Keeps immutable copies. */
  public CudaCode {
    options = List.copyOf(options);
    kernels = Map.copyOf(kernels);
  }

  /** The same kernels in another text. */
  CudaCode with(String other) {
    return new CudaCode(name, other, options, kernels, compiled);
  }
}
