package io.github.kernelconformance.goal;

import java.util.List;
import java.util.Optional;

/**
 * How a goal ended.
 *
 * @param lines what to tell on the console
 * @param failure one sentence that fails the build; empty where kernels conform
 */
public record Outcome(List<String> lines, Optional<String> failure) {}
