package io.github.kernelconformance.family;

import java.util.List;

/**
 * One dispatch of a kernel, described so that any device can carry it out.
 *
 * @param kernel the kernel's host name, for example {@code mxfp4_qmv_float_gs_32_b_4_batch_0}
 * @param threadgroups threadgroups in the grid
 * @param threadsPerThreadgroup threads in each of them
 * @param arguments values by name; a kernel may lack some of them, but may not want others
 */
public record Launch(
    String kernel, Size threadgroups, Size threadsPerThreadgroup, List<Argument> arguments) {}
