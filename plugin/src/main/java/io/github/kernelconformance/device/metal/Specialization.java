package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.msl.FunctionConstant;
import java.util.List;

/**
 * Functions that are made with values for function constants.
 *
 * @param constants of their program; those without a value stay undefined
 */
public record Specialization(List<String> functions, List<FunctionConstant> constants) {}
