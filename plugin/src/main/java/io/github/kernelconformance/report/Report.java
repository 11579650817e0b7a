package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Summary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a report shows. Nothing in it depends on the time or on where the project lies, so
 * that equal inputs give equal reports.
 *
 * @param device the device that ran the cells: {@code host} or {@code metal}
 * @param description the device in words, for example {@code x86-64 CPU, clang 20.1.7}
 * @param settings what else decides the results, for example {@code seed} and {@code version}; kept
 *     in alphabetical order
 * @param results every cell of the matrix, in matrix order
 * @param directory where the reports are, relative to the project, with forward slashes
 * @param rerun the command that runs the project's matrix, to which {@code
 *     -DkernelConformance.cells} is added, for example {@code mvn kernel-conformance:verify -pl
 *     kernels}
 * @param suspects where lines to blame for wrong numbers were found, by kernel, in matrix order
 */
public record Report(
    String device,
    String description,
    Map<String, String> settings,
    List<CellResult> results,
    String directory,
    String rerun,
    List<KernelSuspects> suspects) {

  public Report {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    results = List.copyOf(results);
    suspects = List.copyOf(suspects);
  }

  /** A report without suspect lines. */
  public Report(
      String device,
      String description,
      Map<String, String> settings,
      List<CellResult> results,
      String directory,
      String rerun) {
    this(device, description, settings, results, directory, rerun, List.of());
  }

  /** The counts. */
  public Summary summary() {
    return Summary.of(results);
  }
}
