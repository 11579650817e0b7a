package io.github.kernelconformance.report;

import io.github.kernelconformance.coverage.ContractCoverage;
import io.github.kernelconformance.coverage.CoverageFigures;
import io.github.kernelconformance.toolchain.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the matrix ran of its kernels' code.
 *
 * @param description the processor and the compiler in words
 * @param narrowed what chose a part of the matrix; empty if all of it was to run
 * @param contracts in the order of the matrix
 */
public record CoverageReport(
    String description, String narrowed, List<ContractCoverage> contracts) {

  /** The file that other programs read. */
  public static final String JSON = "coverage.json";

  /** The file in the format of the manual page geninfo(1) of LCOV. */
  public static final String LCOV = "coverage.info";

  /** The page that people read. */
  public static final String HTML = "coverage.html";

  public CoverageReport {
    contracts = List.copyOf(contracts);
  }

  /** Of all contracts; code that several contracts run counts in each. */
  public CoverageFigures figures() {
    return contracts.stream()
        .map(ContractCoverage::figures)
        .reduce(CoverageFigures.NONE, CoverageFigures::plus);
  }

  /**
   * Writes all three files in the place of earlier ones.
   *
   * @param sources the lines of the user's files, by path; those that are not there are not shown
   */
  public void write(Path directory, Map<String, List<String>> sources) throws IOException {
    Files.createDirectories(directory);
    AtomicFile.write(directory.resolve(JSON), file -> CoverageJson.write(this, file));
    AtomicFile.write(directory.resolve(LCOV), CoverageLcov.of(this));
    AtomicFile.write(directory.resolve(HTML), CoveragePage.of(this, sources));
  }
}
