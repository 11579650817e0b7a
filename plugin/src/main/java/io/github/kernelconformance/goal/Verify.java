package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.report.ConsoleReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JunitReport;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportWriter;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The goal {@code verify}. */
public final class Verify {

  private static final List<ReportWriter> WRITERS = List.of(new JsonReport(), new JunitReport());

  private Verify() {}

  /**
   * Runs the matrix on the project's programs and writes the reports.
   *
   * @param settings what is let pass
   * @throws NothingRanException where no cell ran; the reports are written all the same
   * @throws CompilationException where a program does not compile
   * @throws ToolchainException where there is no compiler
   * @throws DeviceException where the compiler or the device fails
   * @throws IOException where sources cannot be read or reports not be written
   */
  public static Outcome run(Request request, GateSettings settings)
      throws NothingRanException,
          CompilationException,
          DeviceException,
          ToolchainException,
          IOException {
    PathSettings.requireNoFile(
        request.sources().basedir(), "expectationsDirectory", settings.directory());
    Workspace workspace = Workspace.open(request);
    Gate gate = Gate.open(settings, request, workspace.device().name());
    Judgement judgement = gate.judge(results(workspace));
    Report report = report(request, workspace, judgement.results());
    write(report, request.outputDirectory());
    if (report.summary().nothingRan()) {
      throw NothingRan.explain(request, workspace);
    }
    List<String> lines = new ArrayList<>(workspace.matrix().notes());
    lines.addAll(ConsoleReport.lines(report));
    return gate.conclude(lines, report, judgement);
  }

  private static List<CellResult> results(Workspace workspace)
      throws CompilationException, DeviceException {
    try (Library library = workspace.library()) {
      return MatrixRun.run(workspace.matrix(), library, workspace.forks());
    }
  }

  private static Report report(Request request, Workspace workspace, List<CellResult> results) {
    return new Report(
        workspace.device().name(),
        workspace.device().description(),
        Map.of("checks", request.checks(), "seed", Long.toString(MatrixRun.SEED)),
        results,
        Places.relative(request.sources().basedir(), request.outputDirectory()),
        request.rerun());
  }

  private static void write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (ReportWriter writer : WRITERS) {
      writer.write(report, directory);
    }
  }
}
