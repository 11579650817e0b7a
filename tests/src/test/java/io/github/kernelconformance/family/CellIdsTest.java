package io.github.kernelconformance.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of cells that a matrix does not have. */
class CellIdsTest {

  private static final Map<String, String> MODES =
      Map.of("fp_qmv", "mxfp4,nvfp4", "affine_qmv", "affine-b4-g32,affine-b6-g64");

  /** Every cell is found by its id from any other: batches, rows and types are left out or not. */
  @ParameterizedTest
  @ValueSource(strings = {"fp_qmv", "affine_qmv"})
  void eachCellIsNamedByItsId(String contract) {
    ConformanceMatrix matrix = ConformanceMatrix.of(selection(contract, "**"), new Families());
    List<Cell> cells = matrix.cells();
    CellIds ids = new CellIds(matrix.families().get(0), cells.get(0));

    assertThat(cells).hasSizeGreaterThan(100);
    for (Cell cell : cells) {
      assertThat(ids.named(cell.id()).orElseThrow().cells()).containsExactly(cell);
      assertThat(ids.named(contract + "/" + cell.id()).orElseThrow().cells()).containsExactly(cell);
    }
  }

  @Test
  void anIdBeyondTheMatrixIsRunAlone() {
    String id = "mxfp4/float16/qmv/B=2-padded/M=3/N=77/K=96/exact";

    ConformanceMatrix matrix = ConformanceMatrix.of(selection("fp_qmv", id), new Families());

    assertThat(matrix.cells()).extracting(Cell::id).containsExactly(id);
    assertThat(matrix.problems()).hasSize(1);
    Cell cell = matrix.cells().get(0);
    assertThat(cell.kernel()).isEqualTo("mxfp4_qmv_float16_t_gs_32_b_4_batch_1");
    assertThat(cell.branch()).isEqualTo("out_vec_size >= 8, tail only");
    Problem problem = matrix.problems().get(0).problem(0);
    assertThat(problem.expected(cell).get("y").size()).isEqualTo(2 * 3 * 77);
  }

  @ParameterizedTest
  @CsvSource({
    "mxfp4/float32/qmv/N=5/K=33/exact",
    "mxfp4/float32/qmv_fast/N=5/K=96/exact",
    "mxfp4/float32/qmv_quick/N=5/K=96/exact",
    "mxfp5/float32/qmv/N=5/K=96/exact",
    "mxfp4/float32/qmv/N=0/K=96/exact",
    "mxfp4/float32/qmv/N=05/K=96/exact",
    "mxfp4/float32/qmv/N=77/M=1/K=96/exact",
    "mxfp4/float32/qmv/N=77/K=96/exactly",
    "mxfp4/float32/qmv/N=77/K=96/exact/",
    "mxfp4/float32/N=77/K=96/exact",
    "affine_qmv/mxfp4/float32/qmv/N=77/K=96/exact",
  })
  void whatNoContractHasIsAnErrorAsBefore(String id) {
    assertThatThrownBy(() -> ConformanceMatrix.of(selection("fp_qmv", id), new Families()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(id);
  }

  private static Selection selection(String contract, String cells) {
    Map<String, String> few = Map.of("n", "5,8,13", "modes", MODES.get(contract), "k", "128,512");
    return Selection.parse(contract, few, Map.of(), cells);
  }
}
