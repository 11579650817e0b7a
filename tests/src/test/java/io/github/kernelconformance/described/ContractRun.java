package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.Reductions;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Runs all cells of a contract on the host device, with every check. */
final class ContractRun {

  private static final Map<Path, Library> LIBRARIES = new ConcurrentHashMap<>();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private ContractRun() {}

  /** The contract as a family, with the accuracies of MSL. */
  static DescribedFamily family(Contract contract) {
    return DescribedFamily.of(
        contract, AuthorCode.UNKNOWN, LIMIT, Arithmetic.of(AccuracyTable.MSL_PRECISE));
  }

  static List<Cell> cells(DescribedFamily family, Map<String, String> axes) {
    return family.enumerate(selection(axes)).cells();
  }

  static Selection selection(Map<String, String> axes) {
    return Selection.parse("auto", Map.of(), axes, "**");
  }

  /** The results of all cells, in order. */
  static List<CellResult> of(Contract contract, Path file, Map<String, String> axes) {
    DescribedFamily family = family(contract);
    Library library = LIBRARIES.computeIfAbsent(file, ContractRun::load);
    List<CellResult> results = new ArrayList<>();
    for (ProblemCells cells : family.enumerate(selection(axes)).problems()) {
      Problem problem = cells.problem(0);
      for (Cell cell : cells.cells()) {
        results.add(run(family, problem, cell, library));
      }
    }
    return results;
  }

  /** The results of all cells with elements of their inputs made 0 or 1 at random, as allowed. */
  static List<CellResult> reduced(Contract contract, Path file, Random random) {
    DescribedFamily family = family(contract);
    Library library = LIBRARIES.computeIfAbsent(file, ContractRun::load);
    List<CellResult> results = new ArrayList<>();
    for (ProblemCells cells : family.enumerate(selection(Map.of())).problems()) {
      Problem problem = cells.problem(0);
      for (Cell cell : cells.cells()) {
        Reducible inputs = problem.reducible(cell).orElseThrow();
        Problem simpler = inputs.with(Reductions.any(inputs, random));
        results.add(run(family, simpler, cell, library));
      }
    }
    return results;
  }

  private static CellResult run(
      DescribedFamily family, Problem problem, Cell cell, Library library) {
    try {
      Launch launch = problem.launch(cell);
      Execution execution = library.run(launch);
      return Comparison.compare(
              cell,
              problem.dense(cell, execution.outputs()),
              problem.expected(cell),
              family.arrays(cell))
          .with(execution);
    } catch (Exception e) {
      throw new AssertionError(cell + ": " + e.getMessage(), e);
    }
  }

  private static Library load(Path file) {
    try {
      Program program =
          new Preprocessor(
                  new PreprocessorSettings(
                      TestToolchain.clang().executable(),
                      file.getParent(),
                      List.of(),
                      Map.of(),
                      PreprocessorSettings.DEFAULT_METAL_VERSION))
              .program(file);
      Set<String> kernels =
          program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
      HostBuild build =
          new HostBuild(
              TestToolchain.clang(),
              TestToolchain.sources(),
              Path.of("target", "test-kernels"),
              2,
              EnumSet.allOf(Check.class));
      return new HostLibraries(build.compile(List.of(program), kernels));
    } catch (Exception e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }
}
