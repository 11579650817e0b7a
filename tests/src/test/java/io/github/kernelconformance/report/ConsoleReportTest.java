package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.SyntheticMatrix;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

  private static final int SCREEN = 24;

  @Test
  void theSeedsDefect() {
    assertThat(ConsoleReport.lines(Reports.of(results(SEED_DEFECT))))
        .containsExactly(
            "4,236 cells on host (x86-64 CPU, clang 20.1.7)",
            "3,438 passed, 798 failed, 0 skipped",
            "Failing:",
            "  mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K > 256: 672 cells",
            "  mxfp8 × qmv × N 1..7 × 128 < K <= 256: 126 cells",
            "  all in branch 'out_vec_size < 8, full block', where no cell passed",
            "Worst: mxfp4/float32/qmv/N=1/K=4096/exact: mismatch"
                + " in branch 'out_vec_size < 8, full block'",
            "  relErr 2.048e+03, error / tolerance 819000000, max|y| 65540, max|ref| 31.7",
            "  y[m=0, n=0] is wrong",
            "  Run it alone: mvn kernel-conformance:verify -pl kernels"
                + " -DkernelConformance.cells='mxfp4/float32/qmv/N=1/K=4096/exact'",
            "Reports: target/kernel-conformance/report.html, report.json, TEST-*.xml, report.sarif",
            "A pass on host is not a pass on a GPU.");
  }

  @Test
  void aStyleMarksWhatMattersAndChangesNoWords() {
    Style marks =
        new Style() {
          @Override
          public String strong(String text) {
            return "<b>" + text + "</b>";
          }

          @Override
          public String success(String text) {
            return "<s>" + text + "</s>";
          }

          @Override
          public String warning(String text) {
            return "<w>" + text + "</w>";
          }

          @Override
          public String failure(String text) {
            return "<f>" + text + "</f>";
          }
        };
    Report report = Reports.of(results(SEED_DEFECT));

    List<String> marked = ConsoleReport.lines(report, marks);

    assertThat(marked)
        .contains(
            "<s>3,438 passed</s>, <f>798 failed</f>, 0 skipped",
            "<f>Failing:</f>",
            "<w>A pass on host is not a pass on a GPU.</w>");
    assertThat(marked.stream().map(line -> line.replaceAll("</?[bswf]>", "")))
        .containsExactlyElementsOf(ConsoleReport.lines(report));
  }

  @Test
  void aShardSaysThatItIsOne() {
    assertThat(ConsoleReport.lines(Reports.shard(2, 3, 100)))
        .startsWith(
            "33 cells on host (x86-64 CPU, clang 20.1.7)",
            "Shard 2 of 3 of a matrix of 100 cells; other shards run the rest",
            "33 passed, 0 failed, 0 skipped");
  }

  @Test
  void theReadersLocaleChangesNothing() {
    List<String> lines = ConsoleReport.lines(Reports.of(results(SEED_DEFECT)));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(ConsoleReport.lines(Reports.of(results(SEED_DEFECT)))).isEqualTo(lines);
      assertThat(ConsoleReport.lines(Reports.of(results(cell -> false))))
          .contains("  fp_qmv: mxfp4 1,284, mxfp8 1,380, nvfp4 1,572");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aPassSaysWhatRanAndNothingOfFailures() {
    assertThat(ConsoleReport.lines(Reports.of(results(cell -> false))))
        .containsExactly(
            "4,236 cells on host (x86-64 CPU, clang 20.1.7)",
            "4,236 passed, 0 failed, 0 skipped",
            "  fp_qmv: mxfp4 1,284, mxfp8 1,380, nvfp4 1,572",
            "  fp_qmv used at most 2 % (float32), 2 % (float16), 2 % (bfloat16) of its bounds",
            "Reports: target/kernel-conformance/report.html, report.json, TEST-*.xml, report.sarif",
            "A pass on host is not a pass on a GPU.");
  }

  @Test
  void ofManyContractsSomeTellOfThemselves() {
    List<CellResult> results =
        IntStream.range(0, 6)
            .mapToObj(i -> new Cell("c" + i, true, CELLS.get(i).at(), CELLS.get(i).kernel(), true))
            .map(SyntheticMatrix::pass)
            .toList();

    assertThat(ConsoleReport.lines(Reports.of(results)))
        .contains(
            "  c3 used at most 2 % (float32) of its bounds",
            "  What 2 contracts more tell of themselves: see report.html")
        .noneMatch(line -> line.startsWith("  c4 used"));
  }

  @Test
  void aGpuIsNotRemindedOfGpus() {
    assertThat(ConsoleReport.lines(Reports.on("metal", results(cell -> false))))
        .first()
        .isEqualTo("4,236 cells on metal (x86-64 CPU, clang 20.1.7)");
    assertThat(ConsoleReport.lines(Reports.on("metal", results(cell -> false))))
        .noneMatch(line -> line.contains("GPU"));
  }

  @Test
  void aBranchWhereSomePassSaysSo() {
    List<String> lines =
        ConsoleReport.lines(
            Reports.of(results(SEED_DEFECT.and(cell -> QmvCell.of(cell).shape().n() != 3))));

    assertThat(lines)
        .contains("  all in branch 'out_vec_size < 8, full block', where 114 of 798 cells passed");
  }

  @Test
  void severalBranchesAreNamedByGroup() {
    Cell odd = cell("nvfp4/bfloat16/qmv/N=11/K=32/normal");

    assertThat(ConsoleReport.lines(Reports.of(results(SEED_DEFECT.or(cell -> cell == odd)))))
        .contains(
            "  nvfp4 × bfloat16 × qmv × N 11 × K 32 × normal: 1 cell"
                + " in branch 'out_vec_size >= 8, tail only'")
        .noneMatch(line -> line.startsWith("  all in branch"));
  }

  @Test
  void aCrashIsWorseThanAnyError() {
    Cell crashed = cell("nvfp4/bfloat16/qmv_fast/N=8/K=512/normal");
    List<CellResult> results =
        CELLS.stream()
            .map(
                cell ->
                    cell == crashed
                        ? crash(cell, "the worker ended with SIGSEGV\n#0 0x7f")
                        : SEED_DEFECT.test(cell) ? mismatch(cell) : pass(cell))
            .toList();

    assertThat(ConsoleReport.lines(Reports.of(results)))
        .containsSequence(
            "Worst: nvfp4/bfloat16/qmv_fast/N=8/K=512/normal: crash",
            "  the worker ended with SIGSEGV")
        .contains("  nvfp4 × bfloat16 × qmv_fast × N 8 × K 512 × normal: 1 crash")
        .noneMatch(line -> line.contains("NaN"));
  }

  @Test
  void aVariantThatNoHostChoosesIsSaidToBeOne() {
    Cell detour = cell("mxfp4/float32/qmv/N=8/K=512/normal");

    assertThat(ConsoleReport.lines(Reports.of(results(cell -> cell == detour))))
        .contains("  (a host would route this shape to another variant)");
    assertThat(ConsoleReport.lines(Reports.of(results(SEED_DEFECT))))
        .noneMatch(line -> line.contains("another variant"));
  }

  @Test
  void skipsAreGroupedByReasonAndAreNoPasses() {
    List<CellResult> results =
        CELLS.stream()
            .map(
                cell ->
                    QmvCell.of(cell).dtype() == DType.BFLOAT16
                        ? CellResult.skipped(cell, "no kernel for bfloat16")
                        : pass(cell))
            .toList();

    assertThat(ConsoleReport.lines(Reports.of(results)))
        .contains("2,824 passed, 0 failed, 1,412 skipped")
        .containsSequence(
            "Skipped (a skip is not a pass):", "  1,412 cells: no kernel for bfloat16");
  }

  @Test
  void nothingThatRanIsNoPass() {
    List<CellResult> results =
        CELLS.stream().map(cell -> CellResult.skipped(cell, "no kernel")).toList();

    assertThat(ConsoleReport.lines(Reports.of(results)))
        .containsExactly(
            "4,236 cells on host (x86-64 CPU, clang 20.1.7)",
            "No cell ran, so nothing is known about the kernels.",
            "Skipped (a skip is not a pass):",
            "  4,236 cells: no kernel",
            "Reports: target/kernel-conformance/report.html, report.json, TEST-*.xml, report.sarif");
  }

  /** What is expected is no news; what is not stands out. */
  @Test
  void failuresThatWereExpectedAreCountedAndNotGrouped() {
    Cell odd = cell("nvfp4/bfloat16/qmv/N=11/K=32/normal");
    String expectation = "{mxfp4,mxfp8,nvfp4}/**/N={1..7}/** mismatch issue #7";
    List<CellResult> results =
        results(SEED_DEFECT.or(cell -> cell == odd)).stream()
            .map(it -> Reports.expected(it, expectation))
            .toList();

    assertThat(ConsoleReport.lines(Reports.of(results)))
        .contains("3,437 passed, 1 failed, 0 skipped, 798 expected to fail")
        .containsSequence(
            "Failing:",
            "  nvfp4 × bfloat16 × qmv × N 11 × K 32 × normal: 1 cell",
            "  all in branch 'out_vec_size >= 8, tail only', where 971 of 972 cells passed")
        .anyMatch(line -> line.startsWith("Worst: nvfp4/bfloat16/qmv/N=11/K=32/normal"));
  }

  @Test
  void theWorstDayFitsOnAScreen() {
    Random random = new Random(7);
    List<CellResult> results =
        CELLS.stream()
            .map(
                cell ->
                    switch (random.nextInt(5)) {
                      case 0 -> pass(cell);
                      case 1 -> CellResult.skipped(cell, "reason " + random.nextInt(9));
                      case 2 -> crash(cell, "SIGSEGV");
                      default -> mismatch(cell);
                    })
            .toList();

    List<String> lines = ConsoleReport.lines(Reports.of(results));

    assertThat(lines).hasSizeLessThanOrEqualTo(SCREEN);
    assertThat(lines).anyMatch(line -> line.matches("  and [0-9,]+ cells more"));
    assertThat(lines).anyMatch(line -> line.matches("  [0-9,]+ cells for other reasons.*"));
    assertThat(ConsoleReport.lines(Reports.of(results))).isEqualTo(lines);
  }
}
