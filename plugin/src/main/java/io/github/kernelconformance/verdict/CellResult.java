package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;

/**
 * The outcome of one cell.
 *
 * @param relErr {@code max|y-ref| / (max|ref| + 1e-9)}; NaN where nothing ran
 * @param boundRatio the largest {@code |y-ref|} in units of its tolerance; above 1 fails; infinite
 *     where the tolerance is zero and the values differ
 * @param maxAbs {@code max|y|}
 * @param maxAbsReference {@code max|ref|}
 * @param message one sentence for a reader; empty for a pass
 */
public record CellResult(
    Cell cell,
    Status status,
    double relErr,
    double boundRatio,
    double maxAbs,
    double maxAbsReference,
    String message) {}
