package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.msl.FunctionConstant;
import java.util.List;
import java.util.Map;

/**
 * Kernels that are made of functions of other names, or with values for function constants.
 *
 * @param functions of the library, by the kernels' names
 * @param constants of their program; those without a value stay undefined
 */
public record Specialization(Map<String, String> functions, List<FunctionConstant> constants) {}
