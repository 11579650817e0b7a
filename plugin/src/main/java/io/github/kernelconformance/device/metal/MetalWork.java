package io.github.kernelconformance.device.metal;

import java.util.List;

/**
 * What a process is to load and how it is to run it.
 *
 * @param code no two of its functions share a name
 * @param specializations of kernels that are not simply the function of their name
 * @param validated whether shader validation is on; buffers then have no guard bytes, since
 *     validation knows no bounds but those of buffers
 */
public record MetalWork(
    List<MetalCode> code,
    List<Specialization> specializations,
    MetalOptions options,
    boolean validated) {}
