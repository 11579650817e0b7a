package io.github.kernelconformance.goal;

import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.report.Bundle;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the bundles of cells that failed, in the place of those of an earlier run. */
final class Bundles {

  /** Nobody reads more, and a matrix may have thousands of large ones. */
  static final int MOST = 64;

  private Bundles() {}

  /**
   * Writes the bundles of the first failing cells that have a reference: the unexpected failures,
   * then the others, in matrix order. Inputs and references are made anew, which gives equal bytes;
   * outputs are those of the run.
   *
   * @param outputDirectory where the reports are
   * @return what was written where, for the console
   */
  static String write(ConformanceMatrix matrix, Report report, Path outputDirectory)
      throws IOException {
    Path directory = outputDirectory.resolve(Bundle.DIRECTORY);
    delete(directory);
    List<CellResult> failed =
        report.failing().stream().filter(it -> it.status() != Status.CONTRACT_ERROR).toList();
    if (failed.isEmpty()) {
      return "No cell failed, so there is no bundle to write.";
    }
    Files.createDirectories(directory);
    for (CellResult result : failed.subList(0, Math.min(MOST, failed.size()))) {
      bundle(matrix, result).write(directory);
    }
    return note(failed.size(), report.directory() + "/" + Bundle.DIRECTORY);
  }

  private static Bundle bundle(ConformanceMatrix matrix, CellResult result) {
    Cell cell = result.cell();
    ProblemCells cells =
        matrix.problems().stream()
            .filter(problem -> problem.cells().contains(cell))
            .findFirst()
            .orElseThrow();
    Problem problem = cells.problem(Experiment.SEED);
    return new Bundle(
        result,
        problem.launch(cell),
        cells.family().arrays(cell),
        problem.expected(cell),
        Experiment.SEED);
  }

  private static String note(int failed, String directory) {
    return failed <= MOST
        ? "Bundles of %s that failed: %s".formatted(Figures.count(failed, "cell"), directory)
        : "Bundles of the first %s of %s that failed: %s; choose others with -DkernelConformance.cells"
            .formatted(MOST, Figures.count(failed, "cell"), directory);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
