package io.github.kernelconformance.device.metal;

import java.util.List;
import java.util.Optional;

/**
 * What a device says of itself.
 *
 * @param name for example {@code Apple M2}
 * @param system the operating system with its version, for example {@code macOS 15.1}
 * @param unifiedMemory whether the processor and the GPU share their memory
 * @param architecture of the GPU, for example {@code applegpu_g14g}; empty before macOS 14
 * @param families the GPU families that it supports, for example {@code Apple8}
 * @param mathModes whether Metal knows math modes, as since macOS 15, or has one switch for fast
 *     math
 * @param maxThreadgroupMemory in bytes
 * @param maxBufferLength in bytes
 * @param maxThreadsPerThreadgroup along x
 */
public record MetalFacts(
    String name,
    String system,
    boolean unifiedMemory,
    Optional<String> architecture,
    List<String> families,
    boolean mathModes,
    long maxThreadgroupMemory,
    long maxBufferLength,
    long maxThreadsPerThreadgroup) {}
