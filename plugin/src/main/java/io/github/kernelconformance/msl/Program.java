package io.github.kernelconformance.msl;

import java.util.List;

/**
 * Flattened MSL text with its kernels.
 *
 * @param source the path of the {@code .metal} file it came from
 * @param text the whole flattened text, as Metal's run-time compiler takes it
 * @param hostText the text for the host compiler: explicit instantiations of kernels cut out,
 *     threadgroup variables marked, overloads that differ in an address space alone reduced to one;
 *     lines keep their numbers
 * @param kernels every kernel, in source order
 */
public record Program(String source, String text, String hostText, List<Kernel> kernels) {}
