package io.github.kernelconformance.msl;

/**
 * A parameter of a kernel function.
 *
 * @param name the parameter's name
 * @param type the declared type as written, without name and attributes, for example {@code const
 *     device uint32_t*}
 * @param attribute the attribute's name without its index, for example {@code buffer} or {@code
 *     threadgroup_position_in_grid}; empty where there is none
 * @param index the attribute's index, for {@code [[buffer(2)]]} 2; for a buffer without one the
 *     next free index, as Metal assigns it; -1 where the attribute has none
 */
public record Parameter(String name, String type, String attribute, int index) {}
