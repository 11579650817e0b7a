package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Cell;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Suspect lines of kernels that fail for one reason, and of others. */
class SuspectGroupTest {

  private static final Cell QMV = cell("qmv");
  private static final Cell QUAD = cell("qmv_quad");
  private static final Cell FAST = cell("qmv_fast");

  private static final Suspect LOOP = new Suspect("qmv.h", 44, 48, 1, "sums += s;");
  private static final Suspect READ = new Suspect("qmv.h", 20, 0.97, "s = scales[row];");

  @Test
  void variantsWithOtherLinesAreApart() {
    List<SuspectGroup> groups = groups(List.of(kernel(QUAD, READ), kernel(QMV, LOOP)));

    assertThat(groups)
        .extracting(SuspectGroup::lines)
        .containsExactly(List.of(LOOP), List.of(READ));
    assertThat(groups.get(0).variants()).containsExactly(new SuspectGroup.Variant("fp_qmv", "qmv"));
  }

  @Test
  void variantsWithOneLineInCommonAreOneGroup() {
    Suspect within = new Suspect("qmv.h", 46, 1, "sums += s;");

    assertThat(groups(List.of(kernel(QMV, LOOP), kernel(FAST, within)))).hasSize(1);
    Suspect[] later = {
      new Suspect("qmv.h", 1, 1, ""),
      new Suspect("qmv.h", 2, 1, ""),
      new Suspect("qmv.h", 3, 1, ""),
      within
    };
    assertThat(groups(List.of(kernel(QMV, LOOP), kernel(FAST, later)))).hasSize(2);
  }

  /** Where a check saw something, the finding has told the line. */
  @Test
  void wrongNumbersComeFirstThenWhatFailsMost() {
    List<CellResult> results =
        List.of(
            result(QUAD, Status.MEMORY_ERROR),
            result(QUAD, Status.MEMORY_ERROR),
            result(FAST, Status.MISMATCH),
            result(QMV, Status.MISMATCH),
            result(QMV, Status.MISMATCH));
    Suspect other = new Suspect("fast.h", 1, 1, "");
    List<KernelSuspects> kernels =
        List.of(kernel(QUAD, READ), kernel(FAST, other), kernel(QMV, LOOP));

    assertThat(SuspectGroup.of(kernels, results))
        .extracting(it -> it.lines().get(0))
        .containsExactly(LOOP, other, READ);
  }

  @Test
  void eachGroupTellsSomeLinesAndTheFirstMore() {
    SuspectGroup many =
        new SuspectGroup(
            List.of(),
            IntStream.rangeClosed(1, 9).mapToObj(i -> new Suspect("a.h", i, 0.5, "")).toList());
    SuspectGroup one = new SuspectGroup(List.of(), List.of(READ));

    assertThat(SuspectGroup.first(List.of(many), 5))
        .extracting(it -> it.lines().size())
        .containsExactly(5);
    assertThat(SuspectGroup.first(List.of(many, many), 5))
        .extracting(it -> it.lines().size())
        .containsExactly(3, 2);
    assertThat(SuspectGroup.first(List.of(one, many), 5))
        .extracting(it -> it.lines().size())
        .containsExactly(1, 4);
    assertThat(SuspectGroup.first(List.of(many, many, many, many, many, many), 5)).hasSize(5);
    assertThat(SuspectGroup.first(List.of(), 5)).isEmpty();
  }

  private static List<SuspectGroup> groups(List<KernelSuspects> kernels) {
    return SuspectGroup.of(
        kernels, List.of(result(QMV, Status.MISMATCH), result(QUAD, Status.MEMORY_ERROR)));
  }

  private static CellResult result(Cell cell, Status status) {
    return CellResult.of(cell, status, Measured.NOTHING, "");
  }

  private static KernelSuspects kernel(Cell cell, Suspect... lines) {
    return new KernelSuspects(cell.kernel(), cell, List.of(lines));
  }

  private static Cell cell(String variant) {
    return SyntheticMatrix.CELLS.stream()
        .filter(it -> it.variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }
}
