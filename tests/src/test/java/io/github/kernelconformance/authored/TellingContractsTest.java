package io.github.kernelconformance.authored;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.verdict.BlindKernel;
import io.github.kernelconformance.verdict.BlindKernels;
import io.github.kernelconformance.verdict.Blindness;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contracts of our downstream builds tell wrong kernels from right ones, and need no nagging.
 */
class TellingContractsTest {

  /** Of the problems of a contract; fewer cells are more easily blind. */
  private static final int EACH = 3;

  @TempDir private Path output;

  @ParameterizedTest
  @ValueSource(strings = {"contracts", "foreign-contracts", "seeded-bugs", "signature"})
  void noContractOfABuildIsBlind(String build) throws Exception {
    Path project = Path.of("..", "it", "src", "it", build).toAbsolutePath().normalize();
    List<KernelFamily> families =
        new ContractLoader()
            .load(ContractSources.in(project, project.resolve("src/conformance/java")), output)
            .families(Arithmetic.of(AccuracyTable.MSL_PRECISE));

    assertThat(families).isNotEmpty();
    for (KernelFamily family : families) {
      ContractFacts facts = ContractFacts.of(results(family), Map.of(), true).get(0);
      assertThat(facts.unseen()).as(family.name()).isEmpty();
    }
  }

  /** As if a right kernel had run in each cell. */
  private static List<CellResult> results(KernelFamily family) {
    List<CellResult> results = new ArrayList<>();
    Selection all = Selection.parse("auto", Map.of(), Map.of(), "**");
    List<ProblemCells> problems = family.enumerate(all).problems();
    for (int i = 0; i < problems.size(); i += EACH) {
      ProblemCells problem = problems.get(i);
      Problem made = problem.problem(0);
      for (Cell cell : problem.cells()) {
        Map<String, Expected> expected = made.expected(cell);
        Map<String, ArrayType> types = family.arrays(cell);
        int elements = expected.values().stream().mapToInt(Expected::size).sum();
        Measured measured = new Measured(0, 0, 0, 1, 1, 0, 0, elements, 0);
        List<BlindKernel> blind = BlindKernels.of(made.launch(cell), expected, types);
        results.add(
            CellResult.of(cell, Status.PASS, measured, "")
                .with(new Blindness(blind, family.silent(cell))));
      }
    }
    return results;
  }
}
