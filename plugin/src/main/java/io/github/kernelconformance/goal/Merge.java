package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.EditDistance;
import io.github.kernelconformance.report.JoinedShards;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.verdict.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.codehaus.plexus.util.DirectoryScanner;

/** The goal {@code merge}. */
public final class Merge {

  private Merge() {}

  /**
   * Joins the reports of shards and ends as {@code verify} does on the whole matrix. Reports of
   * several devices are put side by side instead.
   *
   * @param directory where the reports of the shards are searched
   * @param pattern an Ant pattern of their names, relative to the directory
   * @param settings what is let pass
   * @throws NothingRanException if no cell of any shard ran; the reports are written all the same
   * @throws ConfigurationException if there are no reports
   * @throws ReportException if they do not make a whole
   * @throws IOException if reports cannot be read or written
   */
  public static Outcome run(
      ReportRequest request, Path directory, String pattern, GateSettings settings)
      throws NothingRanException, IOException {
    PathSettings.requireNoFile(request.basedir(), "expectationsDirectory", settings.directory());
    PathSettings.requireNoFile(request.basedir(), "outputDirectory", request.outputDirectory());
    PathSettings.requireDirectory(
        request.basedir(),
        "shardsDirectory",
        directory,
        "a directory that holds the report.json of each shard, directly or in"
            + " directories below");
    Map<String, Report> reports = shards(request, directory, pattern);
    if (DevicesMerge.isOf(reports)) {
      return DevicesMerge.run(request, reports);
    }
    Report joined = request.here(JoinedShards.of(reports));
    Gate gate = Gate.open(settings, request.basedir(), joined.device());
    Judgement judgement = gate.judge(joined.results());
    Report report = joined.with(judgement.results());
    ReportFiles.write(report, request.outputDirectory());
    if (report.summary().nothingRan()) {
      throw new NothingRanException(
          "No cell of any shard ran, so nothing is known. The shards' logs show where"
              + " kernels were searched for.");
    }
    return gate.conclude(
        Verify.tell(report, List.of(), List.of(), request.surroundings()), report, judgement);
  }

  private static Map<String, Report> shards(ReportRequest request, Path directory, String pattern)
      throws IOException {
    Map<String, Report> shards = new TreeMap<>();
    for (String name : names(directory, pattern)) {
      Path file = directory.resolve(name);
      shards.put(Places.relative(request.basedir(), file), JsonReportReader.read(file));
    }
    if (shards.isEmpty()) {
      throw noReports(Places.relative(request.basedir(), directory), directory, pattern);
    }
    return shards;
  }

  private static ConfigurationException noReports(String shown, Path directory, String pattern) {
    return new ConfigurationException(
        "shardReports",
        pattern,
        "no file in %s matches '%s'".formatted(shown, pattern),
        "an Ant pattern that matches the shards' report.json files there",
        EditDistance.nearest(pattern, names(directory, "**/*.json")).stream().toList());
  }

  private static List<String> names(Path directory, String pattern) {
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(directory.toFile());
    scanner.setIncludes(new String[] {pattern});
    scanner.scan();
    return List.of(scanner.getIncludedFiles());
  }
}
