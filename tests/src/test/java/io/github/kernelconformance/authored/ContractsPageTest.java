package io.github.kernelconformance.authored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.numerics.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code docs/contracts.md} and the README show of contracts is true. That the tutorial's
 * build fails and passes as the page says, {@code it/src/it/contracts-tutorial} shows.
 */
class ContractsPageTest {

  private static final ContractsPage PAGE = ContractsPage.of("docs", "contracts.md");
  private static final ContractsPage README = ContractsPage.of("README.md");
  private static final Arithmetic METAL = Arithmetic.of(AccuracyTable.MSL_PRECISE);

  @TempDir private Path project;

  static Stream<ContractsPage.Shown> files() {
    return Stream.of(PAGE, README).flatMap(it -> it.files().stream());
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachContractOfThePagesHasCells(ContractsPage.Shown file) throws Exception {
    assertThat(cells(file.path(), file.text())).isNotEmpty();
  }

  @Test
  void theTutorialHasAsManyCellsAsItsLogSays() throws Exception {
    ContractsPage.Shown softmax = PAGE.files().get(0);

    assertThat(PAGE.text())
        .contains("%d passed, 0 failed".formatted(cells(softmax.path(), softmax.text()).size()));
  }

  @Test
  void theReadmeCountsTheCellsOfItsContract() throws Exception {
    ContractsPage.Shown norm = README.files().get(0);

    assertThat(README.text())
        .contains("makes %d cells of it".formatted(cells(norm.path(), norm.text()).size()));
    assertThat(Path.of("../it/src/it/contracts", norm.path())).hasContent(norm.text());
  }

  @Test
  void theContractThatChangesOursHasTheNamesOfTwoYearsAgo() throws Exception {
    ContractsPage.Shown old =
        PAGE.files().stream()
            .filter(it -> it.path().endsWith("OldQmv.java"))
            .findFirst()
            .orElseThrow();

    Map<String, Cell> cells =
        cells(old.path(), old.text()).stream().collect(Collectors.toMap(Cell::id, it -> it));

    assertThat(cells.get("old_qmv/mxfp4/float32/qmv/N=5/K=512/normal").kernel())
        .isEqualTo("qmv_float_gs_32_b_4_batch_0");
    assertThat(PAGE.text()).contains("`old_qmv/mxfp4/float32/qmv/N=5/K=512/normal`");
  }

  /** With the names that the page introduces before its tables, and those of its references. */
  @Test
  void eachCallThatThePageNamesCompiles() throws Exception {
    List<String> calls = PAGE.calls();
    assertThat(calls).hasSizeGreaterThan(60);

    write("src/conformance/java/Calls.java", contractOf(calls));

    assertThat(load().contracts()).hasSize(1);
  }

  @Test
  void theWorkedExampleIsWhatTheArithmeticGives() {
    Map<String, Tracked> steps = softmaxOfOneTwoThree();

    List<List<String>> rows = PAGE.table("| step | value | bound |");

    assertThat(rows).extracting(it -> it.get(0)).containsExactlyElementsOf(steps.keySet());
    for (List<String> row : rows) {
      Tracked step = steps.get(row.get(0));
      assertThat(step.value())
          .as(row.get(0))
          .isEqualTo(Double.parseDouble(row.get(1)), within(5e-7));
      assertThat(step.bound() == 0 ? "0" : "%.2e".formatted(step.bound())).isEqualTo(row.get(2));
    }
    Tracked half = steps.get("exp(-2) / sum").rounded(DType.FLOAT16);
    double only = DType.FLOAT16.round(half.value());
    assertThat(PAGE.text()).contains(", %.7f, so only that one".formatted(only));
    assertThat(half.admits(only)).isTrue();
    assertThat(half.admits(only + DType.FLOAT16.ulp(only))).isFalse();
    assertThat(half.admits(only - DType.FLOAT16.ulp(only))).isFalse();
  }

  private static Map<String, Tracked> softmaxOfOneTwoThree() {
    Map<String, Tracked> steps = new LinkedHashMap<>();
    Tracked largest = METAL.max(3, i -> METAL.exact(i + 1));
    steps.put("largest", largest);
    steps.put("1 - 3", METAL.exact(1).minus(largest));
    for (int i = 0; i < 3; i++) {
      steps.put(
          List.of("exp(-2)", "exp(-1)", "exp(0)").get(i), METAL.exact(i + 1).minus(largest).exp());
    }
    Tracked sum = METAL.sum(3, i -> METAL.exact(i + 1).minus(largest).exp());
    steps.put("sum", sum);
    steps.put("exp(-2) / sum", steps.get("exp(-2)").over(sum));
    return steps;
  }

  private static String contractOf(List<String> calls) {
    return """
    import static io.github.kernelconformance.contract.ScalarType.*;
    import io.github.kernelconformance.contract.*;
    import java.util.Arrays;

    public final class Calls implements Contract {
      public void describe(Description it) {
        var type = it.types("T", FLOAT, HALF, BFLOAT);
        var rows = it.sizes("rows", 1, 3);
        var n = it.sizes("n", 1, 31);
        var x = it.input("x", type, rows, n);
        %s
      }
      public void reference(Case c) {
        int n = c.size("n");
        int row = 0;
        int i0 = 0;
        %s
      }
    }
    """
        .formatted(statements(calls, false), statements(calls, true));
  }

  private static String statements(List<String> calls, boolean ofReference) {
    return calls.stream()
        .filter(it -> it.startsWith("c.") == ofReference)
        .map(
            it ->
                it.equals("c.at(\"x\", row, i)")
                        || it.equals("c.at(\"x\", i)")
                        || it.equals("c.integer(\"token\", i)")
                    ? it.replace("i)", "i0)")
                    : it)
        .map(it -> it + ";")
        .collect(Collectors.joining("\n"));
  }

  private List<Cell> cells(String path, String text) throws Exception {
    write(path, text);
    KernelFamily family = load().families(METAL).get(0);
    return family.enumerate(Selection.parse("auto", Map.of(), Map.of(), "**")).cells();
  }

  private void write(String path, String text) throws Exception {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private AuthoredContracts load() throws Exception {
    return new ContractLoader()
        .load(
            ContractSources.in(project, project.resolve("src/conformance/java")),
            project.resolve("target"));
  }
}
