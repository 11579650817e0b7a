package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check {@code race}, divergence and nondeterminism. */
class RaceCheckTest {

  @Test
  void bothSidesOfARaceAreNamed() {
    Finding finding = races("other_group_with_simdgroup_barrier").get(0);
    assertThat(CheckedKernel.place(finding.site()))
        .isEqualTo(CheckedKernel.place("other_group_with_simdgroup_barrier", "tile[i - 32]"));
    Finding.Site other = finding.other().orElseThrow();
    assertThat(CheckedKernel.place(other))
        .isEqualTo(CheckedKernel.place("other_group_with_simdgroup_barrier", "= in[i];"));
    assertThat(finding.site().simdgroup()).isEqualTo(1);
    assertThat(other.simdgroup()).isZero();
    assertThat(other.lane()).isEqualTo(finding.site().lane());
    assertThat(finding.access()).map(Finding.Access::buffer).contains("tile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "neighbour_without_barrier",
        "write_after_read",
        "other_group_with_simdgroup_barrier"
      })
  void withoutABarrierBetweenAccessesRace(String kernel) {
    assertThat(races(kernel)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbour_with_barrier", "neighbour_with_simdgroup_barrier"})
  void aBarrierOrdersAccesses(String kernel) {
    assertThat(CheckedKernel.findings(kernel)).isEmpty();
  }

  @Test
  void threadsRaceInThreadgroupMemoryThatIsAnArgument() {
    List<Argument> arguments =
        List.of(
            new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())),
            new Argument.Output("out", 256),
            new Argument.Threadgroup("tile", 256));
    List<Finding> findings =
        CheckedKernel.run("argument_tile_without_barrier", 1, arguments, CheckedKernel.ALL)
            .findings();
    assertThat(findings)
        .filteredOn(it -> it.kind() == Finding.Kind.RACE)
        .singleElement()
        .extracting(it -> it.access().orElseThrow().buffer())
        .isEqualTo("tile");
    assertThat(CheckedKernel.run("argument_tile", 3, arguments, CheckedKernel.ALL).findings())
        .isEmpty();
  }

  @Test
  void threadgroupsRaceInDeviceMemory() {
    Execution execution = groups("groups_write_other_values");
    assertThat(execution.findings()).hasSize(1);
    Finding finding = execution.findings().get(0);
    assertThat(finding.kind()).isEqualTo(Finding.Kind.RACE);
    assertThat(finding.site().x()).isEqualTo(1);
    assertThat(finding.other().orElseThrow().x()).isZero();
  }

  @Test
  void writingTheSameValueTwiceIsAllowedAndCounted() {
    Execution execution = groups("groups_write_same_values");
    assertThat(execution.findings()).isEmpty();
    assertThat(execution.redundantWrites()).isEqualTo(2 * 64);
  }

  @Test
  void writingTheSameStructureTwiceIsAllowedAndAnotherOneIsARace() {
    byte[] different = Buffers.floats(CheckedKernel.sequence());
    Execution same =
        CheckedKernel.run("groups_write_same_structures", 2, different, 128, CheckedKernel.ALL);
    assertThat(same.findings()).isEmpty();
    assertThat(same.redundantWrites()).isPositive();
    assertThat(
            CheckedKernel.run("groups_write_other_structures", 2, different, 128, CheckedKernel.ALL)
                .findings())
        .anyMatch(it -> it.kind() == Finding.Kind.RACE);
    assertThat(
            CheckedKernel.run(
                    "groups_write_other_structures", 2, new byte[256], 128, CheckedKernel.ALL)
                .findings())
        .isEmpty();
  }

  @Test
  void atomicsDoNotRaceWithEachOtherButWithPlainAccesses() {
    byte[] in = Buffers.ints(new int[64]);
    assertThat(CheckedKernel.run("atomics", in, 4).findings()).isEmpty();
    assertThat(CheckedKernel.run("atomic_and_plain", in, 4).findings())
        .anyMatch(it -> it.kind() == Finding.Kind.RACE);
  }

  @Test
  void anotherOrderOfThreadgroupsMustGiveTheSameBits() {
    List<Finding> findings = groups("first_come").findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.NONDETERMINISM);
    assertThat(findings.get(0).access()).map(Finding.Access::offset).contains(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "sum_in_branch, simd_sum(sum), simd_max(sum), 16",
    "two_barriers, threadgroup_barrier(mem_flags::mem_threadgroup),"
        + " threadgroup_barrier(mem_flags::mem_device), 0"
  })
  void lanesThatDoNotMeetDiverge(String kernel, String here, String there, int lane) {
    List<Finding> findings = CheckedKernel.findings(kernel);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.DIVERGENCE);
    Finding.Site other = findings.get(0).other().orElseThrow();
    assertThat(CheckedKernel.place(findings.get(0).site()))
        .isEqualTo(CheckedKernel.place(kernel, here));
    assertThat(CheckedKernel.place(other)).isEqualTo(CheckedKernel.place(kernel, there));
    assertThat(other.lane()).isEqualTo(lane);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum_of_all", "quads_apart"})
  void lanesThatReturnedAndOtherQuadGroupsNeedNotMeet(String kernel) {
    assertThat(CheckedKernel.findings(kernel)).isEmpty();
  }

  private static Execution groups(String kernel) {
    return CheckedKernel.run(kernel, 3, Buffers.ints(0), 256, CheckedKernel.ALL);
  }

  private static List<Finding> races(String kernel) {
    return CheckedKernel.findings(kernel).stream()
        .filter(it -> it.kind() == Finding.Kind.RACE)
        .toList();
  }
}
