package io.github.kernelconformance.downstream;

import io.github.kernelconformance.numerics.DType;
import java.util.function.Function;

/**
 * One launch of a kernel with a bug, or of its right twin.
 *
 * @param call everything but the kernel's name
 * @param expected what the right twin makes
 * @param magnitude of what is added up for an output
 * @param shows whether the bug shows with these sizes
 */
record SeededCell(
    String file,
    DType type,
    Function<String, Call> call,
    double[] expected,
    double magnitude,
    boolean shows) {

  /** How many outputs of a kernel are wrong. */
  int wrong(String kernel) {
    KernelFile kernels = KernelFile.of("seeded-bugs/" + file);
    double[] out = call.apply(kernel + "_" + Call.metal(type)).run(kernels, type, expected.length);
    return Near.wrong(type, out, expected, magnitude);
  }
}
