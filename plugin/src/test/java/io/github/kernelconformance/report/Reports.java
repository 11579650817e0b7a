package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import java.util.List;
import java.util.Map;

/** Reports for tests. */
final class Reports {

  private Reports() {}

  static Report of(List<CellResult> results) {
    return on("host", results);
  }

  /** A report whose mismatches were traced to lines. */
  static Report of(List<CellResult> results, List<KernelSuspects> suspects) {
    Report report = of(results);
    return new Report(
        report.device(),
        report.description(),
        report.settings(),
        results,
        report.directory(),
        report.rerun(),
        suspects);
  }

  static Report on(String device, List<CellResult> results) {
    return new Report(
        device,
        "x86-64 CPU, clang 20.1.7",
        Map.of("version", "0.1.0", "seed", "0"),
        results,
        "target/kernel-conformance",
        "mvn kernel-conformance:verify -pl kernels");
  }
}
