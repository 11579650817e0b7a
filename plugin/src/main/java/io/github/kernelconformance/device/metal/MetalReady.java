package io.github.kernelconformance.device.metal;

import java.util.List;

/**
 * A device with libraries.
 *
 * @param code in the order of the work's
 */
public record MetalReady(MetalFacts facts, List<LoadedCode> code) {}
