package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.testing.Cells;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureGroupsTest {

  @Test
  void theSeedsDefectIsTwoLinesWithOneBranch() {
    FailureGroups groups = FailureGroups.of(results(SEED_DEFECT));

    assertThat(descriptions(groups))
        .containsExactly(
            "mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256",
            "mxfp8 × qmv × N 1..7 × 128 < K <= 256");
    assertThat(groups.groups())
        .allSatisfy(group -> assertThat(group.branch()).hasValue("out_vec_size < 8, full block"));
    assertThat(groups.groups())
        .extracting(group -> group.failures().size())
        .containsExactly(672, 126);
  }

  /** Batches and rows of x run at few sizes; they neither hide a defect's bounds nor add lines. */
  @Test
  void batchesJoinTheGroupsOfTheirSizes() {
    assertThat(descriptions(FailureGroups.of(resultsWithBatches(SEED_DEFECT))))
        .containsExactly(
            "mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256",
            "mxfp8 × qmv × N 1..7 × 128 < K <= 256");
  }

  @Test
  void aDefectOfBatchesOrRowsIsNamedByThem() {
    assertThat(
            descriptions(
                FailureGroups.of(resultsWithBatches(c -> QmvCell.of(c).batch().size() > 1))))
        .containsExactly("mxfp4, mxfp8, nvfp4 × B=3, B=3-broadcast, B=3-padded × exact");
    assertThat(
            descriptions(
                FailureGroups.of(
                    resultsWithBatches(
                        c ->
                            QmvCell.of(c).shape().m() > 1
                                && QmvCell.of(c).shape().layout() == Layout.PADDED))))
        .containsExactly("mxfp4, mxfp8, nvfp4 × B=3-padded × M=2, M=3 × exact");
  }

  private static List<CellResult> resultsWithBatches(Predicate<Cell> fails) {
    return ConformanceMatrix.of(Axes.builder().build(), new Families()).cells().stream()
        .map(c -> fails.test(c) ? SyntheticMatrix.mismatch(c) : SyntheticMatrix.pass(c))
        .toList();
  }

  @Test
  void noFailureIsNoGroup() {
    FailureGroups groups = FailureGroups.of(results(cell -> false));

    assertThat(groups.groups()).isEmpty();
    assertThat(groups.others()).isEmpty();
  }

  @Test
  void everythingFails() {
    assertThat(descriptions(FailureGroups.of(results(cell -> true))))
        .containsExactly("every cell that ran");
  }

  @Test
  void oneOddCellIsNamedInFull() {
    String odd = "nvfp4/bfloat16/qmv/N=11/K=272/normal";

    assertThat(descriptions(FailureGroups.of(results(cell -> cell.id().equals(odd)))))
        .containsExactly("nvfp4 × bfloat16 × qmv × N 11 × K 272 × normal");
  }

  @Test
  void aDefectAndAnOddCellAreToldApart() {
    String odd = "mxfp4/float32/qmv_quad/N=3/K=64/exact";

    FailureGroups groups = FailureGroups.of(results(SEED_DEFECT.or(cell -> cell.id().equals(odd))));

    assertThat(descriptions(groups))
        .hasSize(3)
        .startsWith("mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256")
        .endsWith("mxfp4 × float32 × qmv_quad × N 3 × K 64 × exact");
  }

  @Test
  void aWholeVariantIsItsName() {
    assertThat(descriptions(FailureGroups.of(results(cell -> cell.variant().equals("qmv_quad")))))
        .containsExactly("mxfp4, mxfp8, nvfp4 × qmv_quad");
  }

  @Test
  void onePatternOfOneTypeIsNamed() {
    assertThat(
            descriptions(
                FailureGroups.of(
                    results(
                        cell ->
                            cell.pattern().equals("exact")
                                && QmvCell.of(cell).dtype() == DType.FLOAT16))))
        .containsExactly("mxfp4, mxfp8, nvfp4 × float16 × exact");
  }

  @Test
  void sizesThatAreNoIntervalShareALine() {
    assertThat(
            descriptions(
                FailureGroups.of(
                    results(
                        cell ->
                            cell.variant().equals("qmv")
                                && QmvCell.of(cell).shape().n() % 4 == 1
                                && Set.of(288, 544).contains(QmvCell.of(cell).shape().k())))))
        .containsExactly("mxfp4, mxfp8, nvfp4 × qmv × N 1, 5, 9, 13 × K 288, 544");
  }

  @Test
  void smallSizesAreAnUpperBound() {
    assertThat(
            descriptions(
                FailureGroups.of(
                    results(
                        cell ->
                            QmvCell.of(cell).mode().id().equals("mxfp4")
                                && QmvCell.of(cell).shape().k() < 224))))
        .containsExactly("mxfp4 × qmv, qmv_quad × K <= 128");
  }

  @Test
  void aBranchThatSizesCannotTellInFewLinesIsNamed() {
    Random random = new Random(5);
    List<CellResult> results =
        CELLS.stream()
            .map(cell -> withBranch(cell, random.nextInt(3) == 0 ? "the odd path" : cell.branch()))
            .map(cell -> cell.branch().equals("the odd path") ? mismatch(cell) : pass(cell))
            .toList();

    assertThat(descriptions(FailureGroups.of(results)))
        .containsExactly("mxfp4, mxfp8, nvfp4 × branch 'the odd path'");
  }

  @Test
  void skippedCellsNeitherPassNorFail() {
    List<CellResult> results =
        CELLS.stream()
            .map(
                cell ->
                    QmvCell.of(cell).dtype() == DType.BFLOAT16
                        ? CellResult.skipped(cell, "no bfloat16")
                        : SEED_DEFECT.test(cell) ? mismatch(cell) : pass(cell))
            .toList();

    assertThat(descriptions(FailureGroups.of(results)))
        .first()
        .isEqualTo("mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256");
  }

  @Test
  void aCrashIsAFailure() {
    Cell crashed = cell("mxfp8/float32/qmv/N=2/K=4096/exact");
    List<CellResult> results =
        CELLS.stream().map(cell -> cell == crashed ? crash(cell, "SIGSEGV") : pass(cell)).toList();

    assertThat(descriptions(FailureGroups.of(results)))
        .containsExactly("mxfp8 × float32 × qmv × N 2 × K 4096 × exact");
  }

  @Test
  void manyModesAreCounted() {
    List<CellResult> results =
        Stream.of(2, 3, 4, 5, 6, 8)
            .flatMap(
                bits ->
                    Stream.of(1, 9)
                        .map(
                            n ->
                                Cells.cell(
                                    "affine_qmv",
                                    new AffineMode(bits, 64),
                                    DType.FLOAT32,
                                    "qmv",
                                    "",
                                    true,
                                    Shape.matVec(n, 64),
                                    Pattern.NORMAL)))
            .map(cell -> QmvCell.of(cell).shape().n() == 1 ? mismatch(cell) : pass(cell))
            .toList();

    assertThat(descriptions(FailureGroups.of(results))).containsExactly("all 6 modes × N 1");
  }

  /** Thousands of failures without rhyme or reason are still few lines, each of them true. */
  @ParameterizedTest
  @CsvSource({"1, 6000, 6000", "2, 600, 6000", "3, 20, 6000", "4, 3000, 3", "5, 30, 3"})
  void whateverFailsEveryLineIsTrueAndNothingIsLost(long seed, int of6000, int lattice) {
    Random random = new Random(seed);
    Predicate<Cell> fails =
        cell ->
            lattice == 3
                ? (QmvCell.of(cell).shape().n() * 7 + QmvCell.of(cell).shape().k() / 16) % 3 == 0
                : random.nextInt(6000) * 10 < of6000 * 6;

    check(results(fails));
  }

  /** A few boxes of failures that overlap at random, as several defects at once would. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"})
  void severalDefectsAtOnce(long seed) {
    Random random = new Random(seed);
    Predicate<Cell> fails = cell -> false;
    for (int defect = 0; defect < 3; defect++) {
      Cell one = CELLS.get(random.nextInt(CELLS.size()));
      int n = random.nextInt(5);
      boolean anyMode = random.nextBoolean();
      fails =
          fails.or(
              cell ->
                  cell.variant().equals(one.variant())
                      && Math.abs(QmvCell.of(cell).shape().n() - QmvCell.of(one).shape().n()) <= n
                      && QmvCell.of(cell).shape().k() >= QmvCell.of(one).shape().k()
                      && (anyMode || QmvCell.of(cell).mode() == QmvCell.of(one).mode()));
    }
    check(results(fails));
  }

  /** A selection of cells leaves holes, which a description must not fill with passing cells. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6"})
  void aMatrixWithHoles(long seed) {
    Random random = new Random(seed);

    check(
        results(SEED_DEFECT.or(cell -> QmvCell.of(cell).shape().n() == 12)).stream()
            .filter(result -> random.nextInt(10) == 0)
            .toList());
  }

  private static void check(List<CellResult> results) {
    FailureGroups groups = FailureGroups.of(results);

    assertThat(groups.groups()).hasSizeLessThanOrEqualTo(FailureGroups.MOST_GROUPS);
    List<String> covered = new ArrayList<>(ids(groups.others()));
    for (FailureGroup group : groups.groups()) {
      Predicate<Cell> fits = DescriptionReader.read(group.description());
      List<CellResult> fitting =
          results.stream().filter(result -> fits.test(result.cell())).toList();
      assertThat(fitting).as(group.description()).allMatch(result -> result.status().failed());
      assertThat(group.failures()).isNotEmpty();
      assertThat(ids(fitting).containsAll(ids(group.failures()))).as(group.description()).isTrue();
      covered.addAll(ids(group.failures()));
    }
    List<CellResult> failed = results.stream().filter(result -> result.status().failed()).toList();
    assertThat(covered).hasSameSizeAs(failed);
    assertThat(new HashSet<>(covered)).isEqualTo(ids(failed));
    assertThat(FailureGroups.of(new ArrayList<>(results))).isEqualTo(groups);
  }

  private static Set<String> ids(List<CellResult> results) {
    return results.stream().map(result -> result.cell().id()).collect(Collectors.toSet());
  }

  private static Cell withBranch(Cell cell, String branch) {
    return Cells.cell(
        cell.contract(),
        QmvCell.of(cell).mode(),
        QmvCell.of(cell).dtype(),
        cell.variant(),
        branch,
        cell.routed(),
        QmvCell.of(cell).shape(),
        QmvCell.of(cell).pattern());
  }

  private static List<String> descriptions(FailureGroups groups) {
    return groups.groups().stream().map(FailureGroup::description).toList();
  }
}
