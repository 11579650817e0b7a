package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.testing.Axes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An output that is not written holds the same NaN that lies past the end of a buffer. Who reads
 * there may have brought it.
 */
class DiagnosesOfReadsTest {

  private static final DescribedFamily NORM =
      DescribedFamily.of(
          new DiagnosesOfContractsTest.Norm(),
          AuthorCode.UNKNOWN,
          Duration.ofSeconds(10),
          Arithmetic.of(AccuracyTable.MSL_PRECISE));

  private final Faulty faulty =
      new Faulty(NORM, Axes.builder().families("norm").cells("norm/*/*/normal").build());

  @Test
  void anElementThatIsNotWrittenIsNamed() {
    assertThat(diagnoses(List.of()))
        .extracting(Diagnosis::cause)
        .containsExactly("an element is not written");
    assertThat(diagnoses(List.of(finding(Finding.Kind.MEMORY, true))))
        .extracting(Diagnosis::cause)
        .containsExactly("an element is not written");
    assertThat(diagnoses(List.of(finding(Finding.Kind.RACE, false))))
        .extracting(Diagnosis::cause)
        .containsExactly("an element is not written");
  }

  @Test
  void whatAKernelReadsOutsideOfBuffersIsTheCause() {
    assertThat(diagnoses(List.of(finding(Finding.Kind.MEMORY, false)))).noneMatch(Diagnosis::known);
  }

  private List<Diagnosis> diagnoses(List<Finding> findings) {
    List<CellResult> results = new ArrayList<>();
    for (Cell cell : faulty.cells()) {
      Map<String, Expected> right = faulty.problem(cell).expected(cell);
      Map<String, ArrayType> types = NORM.arrays(cell);
      double[] values = ((Expected.Near) right.get("out")).values();
      ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < values.length; i++) {
        if (i == values.length / 2) {
          out.putInt(-1);
        } else {
          out.putFloat((float) values[i]);
        }
      }
      results.add(
          Faulty.result(cell, Map.of("out", out.array()), right, types)
              .with(new Execution(Map.of(), findings, 0)));
    }
    assertThat(results).hasSizeGreaterThan(3).allMatch(CellResult::failed);
    return faulty.diagnoses(results);
  }

  private static Finding finding(Finding.Kind kind, boolean write) {
    Finding.Site site = new Finding.Site(0, "norm.metal", 7, 3, 0, 0, 0, 0, 0);
    Finding.Access access = new Finding.Access(write, "x", 400, 4, 4, 100);
    return new Finding(kind, "outside", "norm", site, Optional.of(access), Optional.empty(), 1);
  }
}
