package io.github.kernelconformance.device.metal;

/**
 * What a device says of a kernel that it has compiled for itself.
 *
 * @param maxThreads the most threads in a threadgroup
 * @param simdWidth lanes in a SIMD group
 * @param threadgroupMemory bytes that the kernel declares
 */
public record PipelineFacts(
    String kernel, long maxThreads, long simdWidth, long threadgroupMemory) {}
