package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.AggregateIndex;
import io.github.kernelconformance.report.HtmlReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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

  /** The files that are a module's reports. */
  private static final String REPORTS = "{report.json,report.html,report.sarif,TEST-*.xml}";

  /**
   * A module of the reactor.
   *
   * @param name for a reader
   * @param basedir its directory
   * @param reports where its reports are, if it has some
   */
  public record Module(String name, Path basedir, Path reports) {}

  private Aggregate() {}

  /**
   * Copies the reports of all modules to one directory, with an index. A module without a {@code
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
      Path json = module.reports().resolve(JsonReport.FILE);
      if (Files.exists(json)) {
        Report report = JsonReportReader.read(json);
        String path = Places.relative(root, module.basedir());
        String directory = MODULES + "/" + (path.isEmpty() ? ROOT : path);
        String page = copy(module.reports(), output.resolve(directory));
        entries.add(new AggregateIndex.Entry(module.name(), path, report, directory, page));
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

  /** Copies a module's reports; returns the name of the one that a person reads. */
  private static String copy(Path reports, Path directory) throws IOException {
    Files.createDirectories(directory);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, REPORTS)) {
      for (Path file : files) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    return Files.exists(directory.resolve(HtmlReport.FILE)) ? HtmlReport.FILE : JsonReport.FILE;
  }

  private static String line(String name, Report report) {
    Summary summary = report.summary();
    return "%s on %s: %s passed, %s failed, %s skipped%s"
        .formatted(
            name,
            report.device(),
            Figures.count(summary.passed()),
            Figures.count(summary.failed()),
            Figures.count(summary.skipped()),
            summary.expected() == 0
                ? ""
                : ", " + Figures.count(summary.expected()) + " expected to fail");
  }
}
