package io.github.kernelconformance.faults;

import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.goal.Projects;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.report.JsonReportReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A project with our kernels, of which one gets a fault at a time. */
final class Seeded {

  private static final Path KERNELS = Path.of("..", "kernels");
  private static final Path CONTRACTS = Path.of("..", "it", "src", "it", "contracts");
  private static final Path SOURCES = Path.of("src", "main", "metal");

  private final Path project;

  private Seeded(Path project) {
    this.project = project;
  }

  /**
   * Makes the project of a fault's kernel.
   *
   * @param directory for projects; what was compiled there for other faults is used again
   */
  static Seeded in(Path directory, Fault fault) throws IOException {
    boolean bundled = fault.contract().equals("fp_qmv");
    Path project = directory.resolve(bundled ? "kernels" : "contracts");
    Path from = bundled ? KERNELS : CONTRACTS;
    copy(from.resolve("src"), project.resolve("src"));
    return new Seeded(project);
  }

  /**
   * Runs the project's matrix with the fault.
   *
   * @param selection what of the matrix
   */
  FaultRun run(Fault fault, Selection selection) throws Exception {
    Map<String, Set<Integer>> lines = seed(fault);
    long start = System.nanoTime();
    Outcome outcome = Projects.verify(Projects.request(project, selection));
    double seconds = (System.nanoTime() - start) / 1e9;
    Path report = Projects.output(project).resolve("report.json");
    return new FaultRun(fault, lines, outcome, JsonReportReader.read(report), seconds);
  }

  /** Writes the fault; returns the lines at fault of each file, as reports name it. */
  Map<String, Set<Integer>> seed(Fault fault) throws IOException {
    Map<String, Set<Integer>> lines = new LinkedHashMap<>();
    for (Edit edit : fault.edits()) {
      Path file = project.resolve(SOURCES).resolve(edit.file());
      Files.writeString(file, edit.apply(Files.readString(file)));
    }
    for (Edit edit : fault.edits()) {
      String name = SOURCES.resolve(edit.file()).toString().replace('\\', '/');
      String text = Files.readString(project.resolve(name));
      Set<Integer> at = lines.computeIfAbsent(name, it -> new TreeSet<>());
      at.addAll(edit.linesIn(text));
      at.removeIf(line -> fault.aside().contains(text(text, line)));
      for (int line = 1; line <= text.lines().count(); line++) {
        if (fault.also().contains(text(text, line))) {
          at.add(line);
        }
      }
    }
    return lines;
  }

  private static String text(String source, int line) {
    return source.lines().skip(line - 1).findFirst().orElse("").strip();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        String text = Files.readString(file);
        if (!Files.exists(copy) || !Files.readString(copy).equals(text)) {
          Files.createDirectories(copy.getParent());
          Files.writeString(copy, text);
        }
      }
    }
  }
}
