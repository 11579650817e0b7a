package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.verdict.BlindKernel.Kind;
import io.github.kernelconformance.verdict.ContractFacts.Blind;
import io.github.kernelconformance.verdict.ContractFacts.Silence;
import io.github.kernelconformance.verdict.ContractFacts.Unseen;
import io.github.kernelconformance.verdict.ContractFacts.Worst;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractFactsTest {

  private static final BlindKernel ZEROS = BlindKernel.of(Kind.ZEROS);
  private static final BlindKernel COPY = BlindKernel.copying("x");

  private static final List<Axis> AXES =
      List.of(
          Axis.of("T", "T", Role.TYPE),
          Axis.of("variant", "Variant", Role.VARIANT),
          new Axis("n", "n", "n=", "", Role.SIZE),
          Axis.of("pattern", "Pattern", Role.PATTERN));

  @Test
  void theWorstCellIsTheFirstOfThoseThatPassAndUseMost() {
    ContractFacts facts =
        of(
            passing("float", "a", 1, 0.25),
            passing("float", "a", 2, 0.5),
            passing("float", "a", 3, 0.5),
            passing("half", "a", 1, 0.75),
            CellResult.of(cell("float", "a", 4), Status.MISMATCH, measured(7), "wrong"),
            CellResult.of(cell("float", "a", 5), Status.VACUOUS, measured(0.9), "vacuous"));

    assertThat(facts.worst())
        .containsExactly(
            new Worst("float", 0.5, "toy/float/a/n=2/normal"),
            new Worst("half", 0.75, "toy/half/a/n=1/normal"));
    assertThat(facts.vacuous()).isEqualTo(1);
    assertThat(facts.cells()).isEqualTo(6);
    assertThat(facts.compared()).isEqualTo(6);
    assertThat(of(CellResult.skipped(cell("float", "a", 1), "no")).worst()).isEmpty();
  }

  @Test
  void someBlindCellsAreCountedAndNoError() {
    ContractFacts facts =
        of(
            blind("float", 1, ZEROS, COPY),
            blind("float", 2, COPY),
            blind("float", 3),
            blind("half", 1, ZEROS, COPY),
            blind("half", 2));

    assertThat(facts.blind())
        .containsExactly(
            new Blind(ZEROS, 2, "toy/float/a/n=1/normal"),
            new Blind(COPY, 3, "toy/float/a/n=1/normal"));
    assertThat(facts.unseen()).isEmpty();
  }

  @Test
  void aKernelThatAllCellsOfATypeLetPassIsUnseen() {
    ContractFacts facts =
        of(
            blind("float", 1, ZEROS, COPY),
            blind("float", 2, ZEROS, COPY),
            blind("half", 1, COPY),
            blind("half", 2));

    assertThat(facts.unseen())
        .containsExactly(
            new Unseen(ZEROS, "float/a", 2, "toy/float/a/n=1/normal"),
            new Unseen(COPY, "float/a", 2, "toy/float/a/n=1/normal"));
  }

  @Test
  void whatNoCellOfTheContractTellsIsToldOnce() {
    assertThat(
            of(blind("float", 1, ZEROS), blind("float", 2, ZEROS, COPY), blind("half", 1, ZEROS))
                .unseen())
        .containsExactly(new Unseen(ZEROS, "", 3, "toy/float/a/n=1/normal"));
  }

  @Test
  void variantsAreJudgedApart() {
    assertThat(of(blind("float", 1, ZEROS), passing("float", "b", 1, 0.1)).unseen())
        .containsExactly(new Unseen(ZEROS, "float/a", 1, "toy/float/a/n=1/normal"));
  }

  @Test
  void silentCellsDoNotCount() {
    Blindness silent = new Blindness(List.of(ZEROS), Optional.of("one of one"));
    ContractFacts all = of(passing("float", "a", 1, 0).with(silent));
    ContractFacts some =
        of(
            passing("float", "a", 1, 0).with(silent),
            blind("float", 2, COPY),
            passing("half", "a", 1, 0).with(silent),
            blind("half", 2, COPY));

    assertThat(all.unseen()).isEmpty();
    assertThat(all.blind()).isEmpty();
    assertThat(all.silences()).containsExactly(new Silence("one of one", 1));
    assertThat(some.unseen()).containsExactly(new Unseen(COPY, "", 2, "toy/float/a/n=2/normal"));
    assertThat(some.silences()).containsExactly(new Silence("one of one", 2));
  }

  /** The cell that ended early may be the one that tells. */
  @Test
  void aCrashedCellLeavesItOpen() {
    CellResult crash = CellResult.crash(cell("float", "a", 2), "SIGSEGV", Optional.empty());
    CellResult skipped = CellResult.skipped(cell("float", "a", 2), "no kernel");

    assertThat(of(blind("float", 1, ZEROS), crash).unseen()).isEmpty();
    assertThat(of(blind("float", 1, ZEROS), crash).blind()).hasSize(1);
    assertThat(of(blind("float", 1, ZEROS), skipped).unseen()).hasSize(1);
    assertThat(of(blind("float", 1, ZEROS), crash, blind("half", 1, ZEROS)).unseen())
        .containsExactly(new Unseen(ZEROS, "half/a", 1, "toy/half/a/n=1/normal"));
  }

  @Test
  void ofAPartNothingIsUnseen() {
    List<CellResult> results = List.of(blind("float", 1, ZEROS));

    assertThat(ContractFacts.of(results, Map.of(), false).get(0).unseen()).isEmpty();
    assertThat(ContractFacts.of(results, Map.of(), false).get(0).blind()).hasSize(1);
    assertThat(ContractFacts.of(results, Map.of(), true).get(0).unseen()).hasSize(1);
  }

  /** Facts of the whole come from its cells, so it does not matter how these came together. */
  @Test
  void shardsOfAGroupAreJudgedTogether() {
    List<CellResult> telling = List.of(blind("float", 2));
    List<CellResult> blind = List.of(blind("float", 1, ZEROS));
    List<CellResult> joined = new ArrayList<>(blind);
    joined.addAll(telling);

    assertThat(ContractFacts.of(joined, Map.of(), true).get(0).unseen()).isEmpty();
  }

  @Test
  void exclusionsAreThoseOfTheContract() {
    Map<String, List<String>> exclusions =
        Map.of("toy", List.of("nan: 0/0"), "other", List.of("x"));

    assertThat(ContractFacts.of(List.of(blind("float", 1)), exclusions, true))
        .singleElement()
        .satisfies(it -> assertThat(it.exclusions()).containsExactly("nan: 0/0"));
  }

  private static ContractFacts of(CellResult... results) {
    return ContractFacts.of(Arrays.asList(results), Map.of(), true).get(0);
  }

  private static CellResult blind(String type, int n, BlindKernel... kernels) {
    return passing(type, "a", n, 0.1).with(new Blindness(List.of(kernels), Optional.empty()));
  }

  private static CellResult passing(String type, String variant, int n, double ratio) {
    return CellResult.of(cell(type, variant, n), Status.PASS, measured(ratio), "");
  }

  private static Measured measured(double ratio) {
    return new Measured(ratio > 1 ? 1 : 0, 1e-8, ratio, 1, 1, 1e-7, 1e-7, 4, 0);
  }

  private static Cell cell(String type, String variant, int n) {
    return new Cell(
        "toy", true, new Coordinates(AXES, List.of(type, variant, n, "normal")), "k", true);
  }
}
