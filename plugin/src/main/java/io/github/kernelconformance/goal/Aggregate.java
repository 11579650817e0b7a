package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.AggregateIndex;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.FileUtils;

/** The goal {@code aggregate}. */
public final class Aggregate {

  private static final String MODULES = "modules";
  private static final String ROOT = "root";

  /**
   * A module of the reactor.
   *
   * @param name for a reader
   * @param request its project, and where its own reports are
   */
  public record Module(String name, ReportRequest request) {}

  private Aggregate() {}

  /**
   * Writes the reports of all modules in one directory, with an index. A module without a {@code
   * report.json} has no kernels, or they have not been run; it is left out.
   *
   * @param modules in the order of the reactor
   * @param root the directory of the reactor
   * @param output where the index and the modules' reports go
   * @throws ReportException where no module has a report, or one is damaged
   * @throws IOException where reports cannot be read or written
   */
  public static Outcome run(List<Module> modules, Path root, Path output) throws IOException {
    FileUtils.deleteDirectory(output.resolve(MODULES).toFile());
    List<AggregateIndex.Entry> entries = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Module module : modules) {
      ReportRequest request = module.request();
      Path json = request.outputDirectory().resolve(JsonReport.FILE);
      if (Files.exists(json)) {
        Report report = request.here(JsonReportReader.read(json));
        String path = Places.relative(root, request.basedir());
        String directory = MODULES + "/" + (path.isEmpty() ? ROOT : path);
        entries.add(
            new AggregateIndex.Entry(
                module.name(), report, directory, write(report, json, output.resolve(directory))));
        lines.add(line(module.name(), report));
      }
    }
    if (entries.isEmpty()) {
      throw new ReportException(
          "No module has a report.json. Run the goal verify first: mvn verify kernel-conformance:aggregate");
    }
    AggregateIndex.write(entries, output);
    lines.add("Reports: " + Places.relative(root, output.resolve(AggregateIndex.PAGE)));
    return new Outcome(lines, Optional.empty());
  }

  /** Writes a module's reports; returns the name of the one that a person reads. */
  private static String write(Report report, Path json, Path directory) throws IOException {
    ReportFiles.writeAllButJson(report, directory);
    Files.copy(json, directory.resolve(JsonReport.FILE));
    return Files.exists(directory.resolve("report.html")) ? "report.html" : JsonReport.FILE;
  }

  private static String line(String name, Report report) {
    Summary summary = report.summary();
    return "%s on %s: %s passed, %s failed, %s skipped"
        .formatted(
            name,
            report.device(),
            Figures.count(summary.passed()),
            Figures.count(summary.failed()),
            Figures.count(summary.skipped()));
  }
}
