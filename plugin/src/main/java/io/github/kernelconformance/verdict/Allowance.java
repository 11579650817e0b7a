package io.github.kernelconformance.verdict;

/**
 * An expectation that a cell meets.
 *
 * @param reason why it is allowed, in words or as a URL
 * @param flaky whether the cell may pass as well
 */
public record Allowance(String reason, boolean flaky) {}
