package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.CellResult;
import java.util.List;

/**
 * Everything a report shows.
 *
 * @param device the device that ran the cells: {@code host} or {@code metal}
 * @param results every cell of the matrix, in matrix order
 */
public record Report(String device, List<CellResult> results) {}
