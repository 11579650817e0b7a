package io.github.kernelconformance.device.metal;

import java.util.List;

/**
 * What a device says of itself.
 *
 * @param name for example {@code Apple M2}
 * @param system the operating system with its version, for example {@code macOS 15.1}
 * @param unifiedMemory whether the processor and the GPU share their memory
 * @param families the GPU families that it supports, for example {@code Apple8}
 * @param maxThreadgroupMemory in bytes
 * @param maxBufferLength in bytes
 * @param maxThreadsPerThreadgroup along x
 */
public record MetalFacts(
    String name,
    String system,
    boolean unifiedMemory,
    List<String> families,
    long maxThreadgroupMemory,
    long maxBufferLength,
    long maxThreadsPerThreadgroup) {}
