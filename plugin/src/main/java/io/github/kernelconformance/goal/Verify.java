package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.report.ConsoleReport;
import io.github.kernelconformance.report.HtmlReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JunitReport;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportWriter;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The goal {@code verify}. */
public final class Verify {

  private static final List<ReportWriter> WRITERS =
      List.of(new JsonReport(), new JunitReport(), new HtmlReport());

  private Verify() {}

  /**
   * Runs the matrix on the project's programs and writes the reports.
   *
   * @throws NothingRanException where no cell ran; the reports are written all the same
   * @throws CompilationException where a program does not compile
   * @throws ToolchainException where there is no compiler
   * @throws DeviceException where the compiler or the device fails
   * @throws IOException where sources cannot be read or reports not be written
   */
  public static Outcome run(Request request)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    Workspace workspace = Workspace.open(request);
    List<CellResult> results = results(workspace);
    List<String> notes = new ArrayList<>(workspace.matrix().notes());
    List<KernelSuspects> suspects = suspects(request, workspace, results, notes);
    Report report = report(request, workspace, results, suspects);
    write(report, request.outputDirectory());
    Summary summary = report.summary();
    if (summary.nothingRan()) {
      throw NothingRan.explain(request, workspace);
    }
    notes.addAll(ConsoleReport.lines(report));
    if (request.bundle()) {
      notes.add(Bundles.write(workspace.matrix(), report, request.outputDirectory()));
    }
    return new Outcome(notes, failure(summary));
  }

  /** Whatever becomes of the search, the results stand. */
  private static List<KernelSuspects> suspects(
      Request request, Workspace workspace, List<CellResult> results, List<String> notes) {
    try {
      return SuspectLines.find(workspace, results, request.sources().basedir());
    } catch (CompilationException | DeviceException e) {
      notes.add("Suspect lines could not be looked for: " + e.getMessage());
      return List.of();
    }
  }

  private static List<CellResult> results(Workspace workspace)
      throws CompilationException, DeviceException {
    try (Library library = workspace.library()) {
      return MatrixRun.run(workspace.matrix(), library, workspace.forks());
    }
  }

  private static Report report(
      Request request,
      Workspace workspace,
      List<CellResult> results,
      List<KernelSuspects> suspects) {
    return new Report(
        workspace.device().name(),
        workspace.device().description(),
        Map.of("checks", request.checks(), "seed", Long.toString(MatrixRun.SEED)),
        results,
        Places.relative(request.sources().basedir(), request.outputDirectory()),
        request.rerun(),
        suspects);
  }

  private static void write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (ReportWriter writer : WRITERS) {
      writer.write(report, directory);
    }
  }

  private static Optional<String> failure(Summary summary) {
    return summary.failed() == 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s cells do not conform"
                .formatted(Figures.count(summary.failed()), Figures.count(summary.ran())));
  }
}
