package io.github.kernelconformance.coverage;

import java.util.List;

/**
 * What the cells of a contract ran of its kernels' code.
 *
 * @param contract its name
 * @param kernels their host names, in order
 * @param cells how many were counted
 * @param files in order
 */
public record ContractCoverage(
    String contract, List<String> kernels, int cells, List<FileCoverage> files) {

  public ContractCoverage {
    kernels = List.copyOf(kernels);
    files = List.copyOf(files);
  }

  /** How much of all of it ran. */
  public CoverageFigures figures() {
    return files.stream()
        .map(FileCoverage::figures)
        .reduce(CoverageFigures.NONE, CoverageFigures::plus);
  }
}
