package io.github.kernelconformance.goal;

import java.util.List;
import java.util.Map;

/**
 * How the project's {@code .metallib} is made, on a machine that has Apple's tools.
 *
 * @param name of the file
 * @param flags what the Metal compiler is given after the flags of the math mode
 * @param environment of the build; its {@code PATH} has the tools
 */
public record MetallibSettings(String name, List<String> flags, Map<String, String> environment) {}
