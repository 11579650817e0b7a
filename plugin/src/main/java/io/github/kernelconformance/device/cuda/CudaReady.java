package io.github.kernelconformance.device.cuda;

import java.util.List;

/**
 * A card with code.
 *
 * @param code in the order of the work's
 */
public record CudaReady(CudaFacts facts, List<CudaLoaded> code) {}
