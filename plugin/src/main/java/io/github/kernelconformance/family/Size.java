package io.github.kernelconformance.family;

/** A three-dimensional extent, as Metal's {@code MTLSize}; each component is at least 1. */
public record Size(int width, int height, int depth) {}
