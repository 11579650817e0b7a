package io.github.kernelconformance.family;

import java.util.List;
import java.util.Optional;

/**
 * One dispatch of a kernel, described so that any device can carry it out.
 *
 * @param kernel the kernel's host name, for example {@code mxfp4_qmv_float_gs_32_b_4_batch_0}
 * @param threadgroups threadgroups in the grid
 * @param threadsPerThreadgroup threads in each of them
 * @param threads the grid in threads, where the host counts it so: threadgroups at its edges have
 *     fewer threads; empty where all threadgroups are whole
 * @param arguments values by name; a kernel may lack some of them, but may not want others
 */
public record Launch(
    String kernel,
    Size threadgroups,
    Size threadsPerThreadgroup,
    Optional<Size> threads,
    List<Argument> arguments) {

  /** A dispatch of whole threadgroups. */
  public Launch(
      String kernel, Size threadgroups, Size threadsPerThreadgroup, List<Argument> arguments) {
    this(kernel, threadgroups, threadsPerThreadgroup, Optional.empty(), arguments);
  }

  /** A dispatch of a grid in threads. */
  public static Launch ofThreads(
      String kernel, Size threads, Size threadsPerThreadgroup, List<Argument> arguments) {
    return new Launch(
        kernel,
        new Size(
            over(threads.width(), threadsPerThreadgroup.width()),
            over(threads.height(), threadsPerThreadgroup.height()),
            over(threads.depth(), threadsPerThreadgroup.depth())),
        threadsPerThreadgroup,
        Optional.of(threads),
        arguments);
  }

  private static int over(int size, int divisor) {
    return (size + divisor - 1) / divisor;
  }
}
