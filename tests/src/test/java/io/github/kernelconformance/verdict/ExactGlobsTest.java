package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.AffineMode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExactGlobsTest {

  @Test
  void oneCellIsItsId() {
    assertThat(globs(cell -> cell.id().equals("mxfp8/float16/qmv_fast/N=8/K=512/exact")))
        .containsExactly("mxfp8/float16/qmv_fast/N=8/K=512/exact");
  }

  @Test
  void neighboursAreARangeFromThreeOn() {
    assertThat(globs(cell -> cell.id().matches("mxfp4/float32/qmv/N=(1|2|4|5|6|16)/K=32/normal")))
        .containsExactly("mxfp4/float32/qmv/N={1,2,4..6,16}/K=32/normal");
  }

  /** An inner size that one mode alone has is not said of others, which have it another day. */
  @Test
  void everyCombinationIsACell() {
    assertThat(globs(cell -> cell.id().matches("\\w+/float32/qmv/N=3/K=(160|512)/exact")))
        .containsExactly(
            "{mxfp4,mxfp8,nvfp4}/float32/qmv/N=3/K=512/exact", "mxfp8/float32/qmv/N=3/K=160/exact");
  }

  @Test
  void everyWantedCellIsMatchedOnceAndNoOther() {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      List<Cell> wanted =
          CELLS.stream()
              .filter(cell -> random.nextInt(20) == 0 || QmvCell.of(cell).shape().n() == 3)
              .toList();
      List<ExactGlobs.Group> groups =
          ExactGlobs.of(results(cell -> false), it -> wanted.contains(it.cell()));

      for (Cell cell : CELLS) {
        assertThat(groups.stream().filter(it -> it.glob().matches(cell)))
            .as(cell.id())
            .hasSize(wanted.contains(cell) ? 1 : 0);
      }
    }
  }

  /** The ids of a batch have more segments, which no list can name. */
  @Test
  void cellsOfABatchHaveTheirIds() {
    List<CellResult> results =
        Stream.of(new Shape(1, 1, 5, 64), new Shape(3, 1, 5, 64), new Shape(3, 2, 5, 64))
            .map(
                shape ->
                    SyntheticMatrix.mismatch(
                        Cells.cell(
                            "affine_qmv",
                            AffineMode.all().get(0),
                            DType.FLOAT32,
                            "qmv",
                            "",
                            true,
                            shape,
                            Pattern.EXACT)))
            .toList();

    assertThat(ExactGlobs.of(results, it -> true))
        .extracting(it -> it.glob().text())
        .containsExactlyElementsOf(results.stream().map(it -> it.cell().id()).toList());
  }

  @Test
  void noCellsNeedNoGlob() {
    assertThat(globs(cell -> false)).isEmpty();
  }

  private static List<String> globs(Predicate<Cell> wanted) {
    return ExactGlobs.of(results(cell -> false), it -> wanted.test(it.cell())).stream()
        .map(it -> it.glob().text())
        .toList();
  }
}
