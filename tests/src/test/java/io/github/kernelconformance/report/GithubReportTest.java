package io.github.kernelconformance.report;

import static io.github.kernelconformance.report.Reports.execution;
import static io.github.kernelconformance.report.Reports.memory;
import static io.github.kernelconformance.verdict.SyntheticMatrix.CELLS;
import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.verdict.CellResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What GitHub Actions is told. */
class GithubReportTest {

  @Test
  void anAnnotationIsAtItsLineInTheRepository() {
    Report report =
        Reports.of(List.of(pass(CELLS.get(0)).with(execution(memory(2048))))).in("gpu", "", "");

    assertThat(GithubAnnotations.of(report))
        .containsExactly(
            "::error file=gpu/src/main/metal/qmv.h,line=41,col=12,"
                + "title=kernel-conformance on host%3A memory-error"
                + "::memory-error: read of 4 bytes at x[512] (byte 2,048), 4 past the end of its"
                + " 2,048 bytes; src/main/metal/qmv.h:41:12, kernel qmv, threadgroup (0, 1, 0),"
                + " SIMD group 1, lane 31; 1 cell, first "
                + CELLS.get(0).id());
  }

  @Test
  void whatIsSpecialToGitHubIsEscaped() {
    CellResult result = pass(CELLS.get(0)).with(execution(at("100%, a:b.h", "x % y\r\nz")));

    assertThat(GithubAnnotations.of(Reports.of(List.of(result))))
        .singleElement()
        .asString()
        .startsWith("::error file=100%25%2C a%3Ab.h,line=1,")
        .contains("::race: x %25 y%0D%0Az; 100%25, a:b.h:1:1");
  }

  @Test
  void anAlertWithoutAPlaceIsToldWithoutOne() {
    assertThat(GithubAnnotations.of(Reports.of(results(SEED_DEFECT))))
        .singleElement()
        .asString()
        .startsWith("::error title=kernel-conformance on host%3A mismatch::mismatch: mxfp4, ");
  }

  @Test
  void gitHubIsToldOfNoMoreThanItShows() {
    List<CellResult> results =
        IntStream.range(0, 30)
            .mapToObj(i -> pass(CELLS.get(i)).with(execution(at("f" + i, "wrong"))))
            .toList();

    assertThat(GithubAnnotations.of(Reports.of(results))).hasSize(10);
  }

  @Test
  void aPassNeedsNoAnnotation() {
    assertThat(GithubAnnotations.of(Reports.of(results(cell -> false)))).isEmpty();
  }

  @Test
  void theSummaryOfAFailure() {
    assertThat(GithubSummary.markdown(Reports.of(results(SEED_DEFECT))))
        .isEqualTo(
            """
            ### Kernel conformance on host: 798 cells failed

            x86-64 CPU, clang 20.1.7

            | cells | passed | failed | skipped | expected to fail |
            |--:|--:|--:|--:|--:|
            | 4,236 | 3,438 | 798 | 0 | 0 |

            | failing | cells | branch | first cell |
            |---|--:|---|---|
            | mxfp4, mxfp8, nvfp4 × qmv × N 1..7 × K \\> 256 | 672 | out\\_vec\\_size \\< 8, full block | `mxfp4/float32/qmv/N=1/K=288/exact` |
            | mxfp8 × qmv × N 1..7 × 128 \\< K \\<= 256 | 126 | out\\_vec\\_size \\< 8, full block | `mxfp8/float32/qmv/N=1/K=160/exact` |

            Run a cell alone:

            ```sh
            mvn kernel-conformance:verify -pl kernels -DkernelConformance.cells='mxfp4/float32/qmv/N=1/K=288/exact'
            ```

            | contract | cells | most of a bound used | vacuous | cannot tell a wrong kernel |
            |---|--:|--:|--:|---|
            | fp\\_qmv | 4,236 | 2 % (float32), 2 % (float16), 2 % (bfloat16) | 0 |  |
            """);
  }

  @Test
  void theSummaryOfFindings() {
    List<CellResult> results =
        IntStream.range(0, 30)
            .mapToObj(i -> pass(CELLS.get(i)).with(execution(at("f" + i, "`wrong` | <b>"))))
            .toList();

    assertThat(GithubSummary.markdown(Reports.of(results)))
        .contains("\nFindings:\n\n- race: \\`wrong\\` \\| \\<b\\>; f0:1:1, kernel qmv")
        .contains("\n- and 20 more, see `report.json`\n");
  }

  @Test
  void theSummaryOfAShardThatPasses() {
    assertThat(GithubSummary.markdown(Reports.shard(2, 3, 9).in("gpu", "", "")))
        .startsWith(
            """
            ### Kernel conformance on host: every cell that ran conforms

            gpu, shard 2 of 3, x86-64 CPU, clang 20.1.7
            """)
        .contains("| 3 | 3 | 0 | 0 | 0 |\n")
        .endsWith("|\n| fp\\_qmv | 3 | 2 % (float32) | 0 |  |\n");
  }

  private static Finding at(String file, String message) {
    return new Finding(
        Finding.Kind.RACE,
        message,
        "qmv",
        new Finding.Site(0, file, 1, 1, 0, 0, 0, 0, 0),
        Optional.empty(),
        Optional.empty(),
        1);
  }
}
