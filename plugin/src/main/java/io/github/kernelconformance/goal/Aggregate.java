package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.EditDistance;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.codehaus.plexus.util.FileUtils;

/** The goal {@code aggregate}. */
public final class Aggregate {

  private static final String MODULES = "modules";
  private static final String ROOT = "root";

  /** How deep in a build directory a report is looked for that was not where it should be. */
  private static final int MOST_LEVELS = 3;

  /** The files that are a module's reports. */
  private static final String REPORTS = "{report.json,report.html,report.sarif,TEST-*.xml}";

  /**
   * A module of the reactor.
   *
   * @param name for a reader
   * @param basedir its directory
   * @param build its build directory
   */
  public record Module(String name, Path basedir, Path build) {}

  private Aggregate() {}

  /**
   * Copies the reports of all modules to one directory, with an index. A module without a {@code
   * report.json} has no kernels, or they have not been run; it is left out.
   *
   * @param modules in the order of the reactor
   * @param reports where each has its reports, if it has some, relative to its build directory
   * @param root the directory of the reactor
   * @param output where the index and the modules' reports go
   * @throws ConfigurationException if no module has a report, or the output is no directory
   * @throws ReportException if a report is damaged
   * @throws IOException if reports cannot be read or written
   */
  public static Outcome run(List<Module> modules, String reports, Path root, Path output)
      throws IOException {
    PathSettings.requireNoFile(root, "aggregateDirectory", output);
    FileUtils.deleteDirectory(output.resolve(MODULES).toFile());
    List<AggregateIndex.Entry> entries = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Module module : modules) {
      Path directory = module.build().resolve(reports);
      Path json = directory.resolve(JsonReport.FILE);
      if (Files.exists(json)) {
        Report report = JsonReportReader.read(json);
        String path = Places.relative(root, module.basedir());
        String place = MODULES + "/" + (path.isEmpty() ? ROOT : path);
        String page = copy(directory, output.resolve(place));
        entries.add(new AggregateIndex.Entry(module.name(), path, report, place, page));
        lines.add(line(module.name(), report));
      }
    }
    if (entries.isEmpty()) {
      throw noReports(modules, reports);
    }
    AggregateIndex.write(entries, output);
    lines.add("Reports: " + Places.relative(root, output.resolve(AggregateIndex.PAGE)));
    return new Outcome(lines, Optional.empty());
  }

  private static ConfigurationException noReports(List<Module> modules, String reports)
      throws IOException {
    Set<String> others = new TreeSet<>();
    for (Module module : modules) {
      if (Files.isDirectory(module.build())) {
        try (Stream<Path> files =
            Files.find(module.build(), MOST_LEVELS, (it, a) -> isReport(it))) {
          files.map(it -> Places.relative(module.build(), it.getParent())).forEach(others::add);
        }
      }
    }
    return new ConfigurationException(
        "moduleReports",
        reports,
        "no module has a report.json in '%s' of its build directory".formatted(reports),
        "a directory in which the goal verify has written it; run that goal first (mvn"
            + " verify kernel-conformance:aggregate)",
        EditDistance.nearest(reports, others).stream().toList());
  }

  private static boolean isReport(Path file) {
    return file.endsWith(JsonReport.FILE);
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
    return "%s on %s: %s passed, %s failed, %s skipped%s%s"
        .formatted(
            name,
            report.device(),
            Figures.count(summary.passed()),
            Figures.count(summary.failed()),
            Figures.count(summary.skipped()),
            summary.vacuous() == 0 ? "" : ", " + Figures.count(summary.vacuous()) + " vacuous",
            summary.expected() == 0
                ? ""
                : ", " + Figures.count(summary.expected()) + " expected to fail");
  }
}
