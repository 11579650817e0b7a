package io.github.kernelconformance.device.cuda;

import java.util.List;

/**
 * How a kernel is launched.
 *
 * @param entry the name of the function in the compiled module
 * @param arguments in the order of the entry's parameters; the struct of {@code cuda_grid.h},
 *     {@code Launched}, is one more parameter behind them
 */
public record CudaKernel(String entry, List<CudaArgument> arguments) {

  /** Keeps an immutable copy. */
  public CudaKernel {
    arguments = List.copyOf(arguments);
  }

  /** The name of the variable that has the types of the kernel's parameters. */
  static String parameters(String entry) {
    return entry + "_parameters";
  }

  /** The name of the variable that tells which of them exist, where constants decide. */
  static String existing(String entry) {
    return entry + "_existing";
  }
}
