package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.DevicesPage;
import io.github.kernelconformance.report.JoinedShards;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Joins the reports of one matrix on several devices to one page. */
final class DevicesMerge {

  /** So many cells are named on the console. */
  private static final int MOST = 5;

  private DevicesMerge() {}

  /** Whether reports are of more devices than one. */
  static boolean isOf(Map<String, Report> reports) {
    return reports.values().stream().map(Report::device).distinct().count() > 1;
  }

  /**
   * Writes the page. The reports of a device are those of its shards, or one of the whole matrix.
   * Nothing is gated: each device's own run was.
   *
   * @throws ReportException if a device has several reports that are not of shards of one matrix
   */
  static Outcome run(ReportRequest request, Map<String, Report> reports) throws IOException {
    Map<String, Map<String, Report>> byDevice = new TreeMap<>();
    reports.forEach(
        (name, report) ->
            byDevice.computeIfAbsent(report.device(), it -> new TreeMap<>()).put(name, report));
    Map<String, Report> whole = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Report>> it : byDevice.entrySet()) {
      whole.put(it.getKey(), whole(it.getValue()));
    }
    Map<String, List<CellResult>> results = new LinkedHashMap<>();
    whole.forEach((device, report) -> results.put(device, report.results()));
    SideBySide cells = SideBySide.of(results);
    Files.createDirectories(request.outputDirectory());
    DevicesPage.write(whole, cells, request.outputDirectory());
    return new Outcome(lines(request, whole, cells), Optional.empty());
  }

  private static Report whole(Map<String, Report> reports) throws ReportException {
    Report first = reports.values().iterator().next();
    return reports.size() == 1 && first.part().isEmpty() ? first : JoinedShards.of(reports);
  }

  private static List<String> lines(
      ReportRequest request, Map<String, Report> reports, SideBySide cells) {
    List<String> lines = new ArrayList<>();
    reports.forEach(
        (device, report) ->
            lines.add(
                "%s on %s (%s): %s passed, %s failed"
                    .formatted(
                        Figures.count(report.summary().cells(), "cell"),
                        device,
                        report.description(),
                        Figures.count(report.summary().passed()),
                        Figures.count(report.summary().failed()))));
    List<SideBySide.Row> differing = cells.differing();
    lines.add(
        differing.isEmpty()
            ? "The devices agree on all %s that they share"
                .formatted(Figures.count(cells.rows().size(), "cell"))
            : "The devices do not agree on %s of %s"
                .formatted(
                    Figures.count(differing.size()), Figures.count(cells.rows().size(), "cell")));
    cells
        .combinations()
        .forEach(
            (verdicts, count) ->
                lines.add(
                    "  %s: %s on %s"
                        .formatted(
                            Figures.count(count, "cell"),
                            verdicts,
                            String.join(", ", cells.devices()))));
    differing.stream().limit(MOST).forEach(it -> lines.add("  " + it.cell().id()));
    if (!cells.alone().isEmpty()) {
      lines.add(
          "%s not on every device, first %s"
              .formatted(Figures.count(cells.alone().size(), "cell"), cells.alone().get(0)));
    }
    Path page = request.outputDirectory().resolve(DevicesPage.FILE);
    lines.add("Side by side: " + Places.relative(request.basedir(), page));
    return lines;
  }
}
