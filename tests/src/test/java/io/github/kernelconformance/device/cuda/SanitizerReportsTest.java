package io.github.kernelconformance.device.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports as compute-sanitizer 2025.3.1 printed them of kernels with known faults, on an H100. */
class SanitizerReportsTest {

  private static List<Finding> findings(CudaTool tool, String text) {
    return SanitizerReports.findings("k", tool, text.lines().toList());
  }

  @Test
  void anAccessOutOfBoundsNamesTheBufferAndTheThread() {
    List<Finding> findings =
        findings(
            CudaTool.MEMCHECK,
            """
            ========= COMPUTE-SANITIZER
            kernel_conformance_buffer 7f4796c00000 132 x
            kernel_conformance_buffer 7f4796c00200 132 y
            ========= Invalid __global__ read of size 4 bytes
            =========     at k(const float *, float *)+0x7a0 in faults.metal:26
            =========     by thread (33,0,0) in block (2,0,1)
            =========     Access to 0x7f4796c00084 is out of bounds
            =========     and is 1 bytes after the nearest allocation at 0x7f4796c00000 of size 132 bytes
            =========
            ========= ERROR SUMMARY: 1 error""");

    assertThat(findings)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Finding.Kind.MEMORY);
              assertThat(it.message())
                  .isEqualTo(
                      "compute-sanitizer memcheck: Invalid __global__ read of size 4 bytes at byte"
                          + " 132 of x, 4 bytes outside of it");
              assertThat(it.site())
                  .isEqualTo(new Finding.Site(0, "faults.metal", 26, 0, 2, 0, 1, 1, 1));
              assertThat(it.access()).contains(new Finding.Access(false, "x", 132, 4, 4, 33));
            });
  }

  @Test
  void aRaceHasBothLines() {
    List<Finding> findings =
        findings(
            CudaTool.RACECHECK,
            """
            ========= Error: Race reported between Write access at race(const float *, const int &, unsigned int)+0x800 in faults.metal:32
            =========     and Read access at race(const float *, const int &, unsigned int)+0x810 in faults.metal:33 [1024 hazards]
            =========""");

    assertThat(findings)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Finding.Kind.RACE);
              assertThat(it.message())
                  .isEqualTo("compute-sanitizer racecheck: Race reported between Write access");
              assertThat(it.site().line()).isEqualTo(32);
              assertThat(it.other()).map(Finding.Site::line).contains(33);
            });
  }

  @Test
  void theUsersLineIsThatOfTheFirstCallOutsideOfTheLibrary() {
    String report =
        """
        ========= Barrier error detected. Divergent thread(s) in warp.
        =========     at kernel_conformance::builtin::block_barrier()+0x790 in cuda_builtins.h:171
        =========     by thread (%d,0,0) in block (0,0,0)
        =========         Device Frame: metal::threadgroup_barrier(metal::mem_flags)+0x790 in cuda_barrier.h:7
        =========         Device Frame: divergent(const float *, unsigned int)+0x790 in faults.metal:45
        =========
        """;
    List<Finding> findings =
        findings(CudaTool.SYNCCHECK, report.formatted(32) + report.formatted(34));

    assertThat(findings)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Finding.Kind.DIVERGENCE);
              assertThat(it.site().file()).isEqualTo("faults.metal");
              assertThat(it.site().line()).isEqualTo(45);
              assertThat(it.count()).isEqualTo(2);
            });
  }

  @Test
  void readsOfWhatNobodyWroteAreOneFindingForEachLineAndBuffer() {
    String report =
        """
        ========= Uninitialized __global__ memory read of size 4 bytes
        =========     at kernel_conformance_k_1+0x780
        =========     by thread (%d,0,0) in block (0,0,0)
        =========     Address 0x7fececc0020%d
        =========
        """;
    List<Finding> findings =
        findings(
            CudaTool.INITCHECK,
            "kernel_conformance_buffer 7fececc00200 132 y\n"
                + report.formatted(0, 0)
                + report.formatted(1, 4));

    assertThat(findings)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.message()).endsWith("memory read of size 4 bytes at byte 0 of y");
              assertThat(it.count()).isEqualTo(2);
              assertThat(it.site().file()).isEmpty();
            });
  }

  @Test
  void whatIsNoReportIsNoFinding() {
    assertThat(
            findings(
                CudaTool.MEMCHECK,
                "========= COMPUTE-SANITIZER\nno error\n========= ERROR SUMMARY: 0 errors"))
        .isEmpty();
  }
}
