package io.github.kernelconformance.device.host;

import static io.github.kernelconformance.device.Finding.Kind.MEMORY;
import static io.github.kernelconformance.device.Finding.Kind.MISSING_FENCE;
import static io.github.kernelconformance.device.Finding.Kind.RACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Barriers with {@code mem_none}: what they do not order is a kind of its own. */
class FenceCheckTest {

  private static final String FILE = "fences.metal";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threadgroup_none_near", "threadgroup_none_far", "simdgroup_none_near",
        "none_and_wrong_near", "none_and_wrong_far", "none_and_simdgroup_far",
        "write_after_write", "write_after_read",
      })
  void aBarrierThatOrdersNoMemoryIsAMissingFence(String name) {
    for (String kernel : inBoth(name)) {
      assertThat(kinds(kernel, CheckedKernel.ALL)).as(kernel).containsExactly(MISSING_FENCE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threadgroup_right_near", "threadgroup_right_far", "simdgroup_right_near",
        "none_then_right_near", "none_then_right_far", "right_then_none_near",
        "right_then_none_far", "none_and_simdgroup_near", "same_write",
      })
  void aBarrierThatOrdersTheMemoryIsEnough(String name) {
    for (String kernel : inBoth(name)) {
      assertThat(run(kernel, CheckedKernel.ALL).findings()).as(kernel).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_barrier_near",
        "no_barrier_far",
        "threadgroup_wrong_near",
        "threadgroup_wrong_far",
        "simdgroup_right_far",
        "simdgroup_none_far",
      })
  void whatNoFenceWouldOrderStaysARace(String name) {
    for (String kernel : inBoth(name)) {
      assertThat(kinds(kernel, CheckedKernel.ALL)).as(kernel).containsExactly(RACE);
    }
  }

  @Test
  void aRaceIsFoundBesideAMissingFence() {
    for (String kernel : inBoth("read_on_both_sides")) {
      assertThat(kinds(kernel, CheckedKernel.ALL)).as(kernel).contains(RACE);
    }
  }

  @Test
  void aVariableThatIsNoArrayIsSeenToo() {
    assertThat(run("scalar_with_barrier", CheckedKernel.ALL).findings()).isEmpty();
    assertThat(kinds("scalar_without_barrier", CheckedKernel.ALL)).contains(RACE);
    assertThat(kinds("unwritten_scalar", CheckedKernel.ALL)).containsExactly(MEMORY);
  }

  @Test
  void eachKindHasItsCheck() {
    for (String kernel : inBoth("threadgroup_none_far")) {
      assertThat(kinds(kernel, Set.of(Check.FENCE))).containsExactly(MISSING_FENCE);
      assertThat(kinds(kernel, Set.of(Check.RACE))).isEmpty();
    }
    for (String kernel : inBoth("no_barrier_far")) {
      assertThat(kinds(kernel, Set.of(Check.RACE))).containsExactly(RACE);
      assertThat(kinds(kernel, Set.of(Check.FENCE))).doesNotContain(MISSING_FENCE, RACE);
    }
  }

  @Test
  void theFindingNamesBothSides() {
    Finding finding = run("tile_threadgroup_none_far", CheckedKernel.ALL).findings().get(0);
    assertThat(finding.message())
        .isEqualTo(
            "read of 4 bytes at shared[32] (byte 128), which another thread writes; the barrier"
                + " between them has mem_none and orders no memory");
    assertThat(finding.access()).map(Finding.Access::buffer).contains("shared");
    assertThat(finding.site().line()).isPositive();
    assertThat(finding.site().simdgroup()).isZero();
    assertThat(finding.other()).map(Finding.Site::simdgroup).contains(1);
  }

  private static List<String> inBoth(String name) {
    return List.of("tile_" + name, "device_" + name);
  }

  private static Set<Finding.Kind> kinds(String kernel, Set<Check> checks) {
    return run(kernel, checks).findings().stream().map(Finding::kind).collect(Collectors.toSet());
  }

  private static Execution run(String kernel, Set<Check> checks) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())));
    arguments.add(new Argument.Output("out", 256));
    if (kernel.startsWith("device")) {
      arguments.add(new Argument.Output("shared", 256));
    }
    return HostKernel.execute(
        FILE, new Launch(kernel, new Size(1, 1, 1), new Size(64, 1, 1), arguments), checks);
  }
}
