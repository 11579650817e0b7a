package io.github.kernelconformance.report;

import io.github.kernelconformance.coverage.BranchCoverage;
import io.github.kernelconformance.coverage.ContractCoverage;
import io.github.kernelconformance.coverage.CoverageFigures;
import io.github.kernelconformance.coverage.FileCoverage;
import io.github.kernelconformance.coverage.LineCoverage;

/**
 * {@code coverage.info}: the trace file of LCOV, as its manual page geninfo(1) describes it. Each
 * contract is a test, and each condition a block of two branches: first true, then false.
 */
final class CoverageLcov {

  private final StringBuilder text = new StringBuilder();

  private CoverageLcov() {}

  static String of(CoverageReport report) {
    CoverageLcov lcov = new CoverageLcov();
    for (ContractCoverage contract : report.contracts()) {
      contract.files().forEach(it -> lcov.add(contract.contract(), it));
    }
    return lcov.text.toString();
  }

  private void add(String contract, FileCoverage file) {
    // A test's name has letters, digits and underscores.
    line("TN:" + contract.replaceAll("\\W", "_"));
    line("SF:" + file.path());
    int block = 0;
    int last = 0;
    for (BranchCoverage it : file.branches()) {
      block = it.line() == last ? block + 1 : 0;
      last = it.line();
      if (it.label()) {
        line("BRDA:%d,%d,0,%d".formatted(it.line(), block, it.taken()));
      } else {
        boolean reached = it.taken() > 0 || it.other() > 0;
        branch(it.line(), block, 0, reached, it.taken());
        branch(it.line(), block, 1, reached, it.other());
      }
    }
    CoverageFigures figures = file.figures();
    line("BRF:" + figures.sides());
    line("BRH:" + figures.sidesTaken());
    for (LineCoverage it : file.lines()) {
      line("DA:%d,%d".formatted(it.line(), it.count()));
    }
    line("LF:" + figures.lines());
    line("LH:" + figures.linesRun());
    line("end_of_record");
  }

  private void branch(int line, int block, int branch, boolean reached, long taken) {
    line("BRDA:%d,%d,%d,%s".formatted(line, block, branch, reached ? taken : "-"));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
