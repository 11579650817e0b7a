package io.github.kernelconformance.bundled;

/**
 * A kernel that a shape can be routed to.
 *
 * @param name for example {@code qmv_fast}
 * @param branch the path inside the variant that the shape takes
 * @param routed whether a host would choose this variant for the shape
 */
public record Variant(String name, String branch, boolean routed) {}
