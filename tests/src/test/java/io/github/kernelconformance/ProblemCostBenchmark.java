package io.github.kernelconformance;

import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.worker.WorkerDevice;
import io.github.kernelconformance.worker.WorkerSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Measures what each problem of the default matrix costs on the host device with all checks: the
 * time of making it and of each of its cells through one worker, once a round, in {@code
 * target/problem-costs.csv}. Nothing is asserted, and a build leaves it out, since its name is no
 * test's; docs/benchmarks.md tells what came of it.
 */
final class ProblemCostBenchmark {

  private static final int ROUNDS = 5;
  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");

  @Test
  void problems() throws Exception {
    Selection axes = Axes.builder().families("fp_qmv,affine_qmv").build();
    ConformanceMatrix matrix = ConformanceMatrix.of(axes, new Families());
    try (Library library = library(matrix);
        PrintWriter csv = csv()) {
      csv.println("family,mode,dtype,variant,batch,layout,m,n,k,pattern,what,nanoseconds");
      for (int round = 0; round < ROUNDS; round++) {
        Families fresh = new Families();
        for (ProblemCells cells : ConformanceMatrix.of(axes, fresh).problems()) {
          measure(cells, library, csv);
        }
      }
    }
  }

  private static void measure(ProblemCells cells, Library library, PrintWriter csv)
      throws Exception {
    long start = now();
    Problem problem = cells.problem(0);
    csv.println(row(cells.cells().get(0), "problem", now() - start));
    for (Cell cell : cells.cells()) {
      start = now();
      Comparison.compare(
          cell,
          library.run(problem.launch(cell)).outputs(),
          problem.expected(cell),
          cells.family().arrays(cell));
      csv.println(row(cell, "cell", now() - start));
    }
  }

  private static String row(Cell cell, String what, long nanoseconds) {
    return String.join(
        ",",
        cell.contract(),
        QmvCell.of(cell).mode().id(),
        QmvCell.of(cell).dtype().id(),
        cell.variant(),
        String.valueOf(QmvCell.of(cell).shape().batch()),
        QmvCell.of(cell).shape().layout().id(),
        String.valueOf(QmvCell.of(cell).shape().m()),
        String.valueOf(QmvCell.of(cell).shape().n()),
        String.valueOf(QmvCell.of(cell).shape().k()),
        cell.pattern(),
        what,
        String.valueOf(nanoseconds));
  }

  private static long now() {
    return System.nanoTime();
  }

  private static Library library(ConformanceMatrix matrix) throws Exception {
    Set<String> kernels =
        matrix.problems().stream()
            .flatMap(p -> p.cells().stream().map(Cell::kernel))
            .collect(Collectors.toSet());
    List<Program> programs =
        List.of(
            TestPrograms.of(KERNELS.resolve("fp_qmv.metal"), Map.of()),
            TestPrograms.of(KERNELS.resolve("affine_qmv.metal"), Map.of()));
    HostBuild build =
        new HostBuild(
            TestToolchain.clang(),
            TestToolchain.sources(),
            Path.of("target", "benchmark"),
            2,
            EnumSet.allOf(Check.class));
    Symbolizer symbolizer = new Symbolizer(TestToolchain.clang(), TestToolchain.sources());
    return new WorkerDevice(build, symbolizer, WorkerSettings.of("60", "1"))
        .load(programs, kernels);
  }

  private static PrintWriter csv() throws Exception {
    return new PrintWriter(Files.newBufferedWriter(Path.of("target", "problem-costs.csv")));
  }
}
