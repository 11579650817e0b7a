package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thread that waits keeps its stack; one that is done leaves it to the next. A launch with all
 * checks runs in two orders, of which the second would find other outputs than the first.
 */
class LaneStackTest {

  private static final Set<Check> NONE = Set.of();

  /** In {@code lanes.metal}, how a thread pauses. */
  private static final int NOT = 0;

  private static final int DIVIDES = 4;

  /** A frame of {@code held} has 64 bytes and more, with checks over 200; a stack has 192 KiB. */
  private static final int DEEP = 400;

  @ParameterizedTest
  @CsvSource({"1, 1", "33, 1", "256, 3", "1000, 2", "1024, 2"})
  void whatAThreadHoldsWhileItWaitsIsItsOwn(int threads, int threadgroups) {
    // In a SIMD group some have left, and the others wait in one place: nothing diverges.
    int[] together = new int[threads * threadgroups];
    // Threads of one SIMD group wait in three places, beside some that have left.
    int[] apart = new int[threads * threadgroups];
    for (int i = 0; i < apart.length; i++) {
      int lane = i % threads;
      together[i] = lane % 3 == 0 ? NOT : 1 + lane / 32 % 3;
      apart[i] = lane * 7 % 4;
    }
    int[] expected = IntStream.range(0, apart.length).map(i -> sum(4, i)).toArray();

    assertThat(outputs(run("some_wait", threads, threadgroups, apart, NONE))).isEqualTo(expected);
    for (Set<Check> checks : List.of(NONE, CheckedKernel.ALL)) {
      Execution execution = run("some_wait", threads, threadgroups, together, checks);
      assertThat(execution.findings()).isEmpty();
      assertThat(outputs(execution)).isEqualTo(expected);
    }
  }

  /** What frames hold: the depth of each and {@code value}. */
  private static int sum(int depth, int value) {
    return depth * (depth + 1) / 2 + depth * value;
  }

  @ParameterizedTest
  @ValueSource(ints = {NOT, 1, 3})
  void everyThreadHasAWholeStack(int how) {
    int[] expected = IntStream.range(0, 1024).map(i -> sum(DEEP, i)).toArray();
    for (Set<Check> checks : List.of(NONE, CheckedKernel.ALL)) {
      Execution execution = run("deep", 1024, 1, new int[] {DEEP, how}, checks);
      assertThat(execution.findings()).isEmpty();
      assertThat(outputs(execution)).isEqualTo(expected);
    }
  }

  @Test
  void aThreadThatEndsInTheMiddleLeavesAWholeStack() {
    Execution execution = run("deep", 1024, 1, new int[] {DEEP, DIVIDES}, CheckedKernel.ALL);

    assertThat(execution.findings()).extracting(Finding::kind).containsOnly(Finding.Kind.UNDEFINED);
    assertThat(execution.findings().get(0).count()).isEqualTo(1024);
    assertThat(outputs(execution)).containsOnly(42);
  }

  @Test
  void anArrayEndsWithItsThread() {
    Execution execution = run("ends_beside_an_array", 64, 1, new int[] {0}, CheckedKernel.ALL);

    assertThat(execution.findings()).extracting(Finding::kind).containsOnly(Finding.Kind.UNDEFINED);
    for (int i = 0; i < 64; i++) {
      assertThat(outputs(execution)[i]).isEqualTo(i % 2 == 0 ? 42 : 63);
    }
  }

  @Test
  void threadsTakeTheirTurnsInThePlainOrder() {
    int[] waits = {1, 0, 1, 0, 0, 1, 0, 0};

    int[] turns = outputs(run("turns", 8, 1, waits, NONE));

    assertThat(Arrays.copyOf(turns, 8)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    // Those that wait go on when the others have ended.
    assertThat(Arrays.copyOfRange(turns, 8, 16)).containsExactly(5, 0, 6, 1, 2, 7, 3, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "reads_past_end, 0",
    "reads_past_end, 37",
    "reads_past_end, 62",
    "reads_past_end_in_another_order, 37",
    "reads_past_end_in_another_order, 62",
  })
  void aFindingNamesItsThread(String kernel, int thread) {
    int[] in = new int[64];
    in[0] = thread;

    List<Finding> findings = run(kernel, 64, 1, in, CheckedKernel.ALL).findings();

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).count()).isEqualTo(1);
    assertThat(thread(findings.get(0).site())).isEqualTo(thread);
  }

  @Test
  void aDivergenceNamesThreadsThatWait() {
    List<Finding> findings = run("waits_apart", 64, 1, new int[64], CheckedKernel.ALL).findings();

    assertThat(findings).isNotEmpty();
    assertThat(findings).extracting(Finding::kind).containsOnly(Finding.Kind.DIVERGENCE);
    Finding first = findings.get(0);
    assertThat(Set.of(thread(first.site()) % 4, thread(first.other().orElseThrow()) % 4))
        .isEqualTo(Set.of(1, 3));
  }

  private static int thread(Finding.Site site) {
    return site.simdgroup() * 32 + site.lane();
  }

  private static Execution run(
      String kernel, int threads, int threadgroups, int[] in, Set<Check> checks) {
    int count = threads * threadgroups;
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument.Input("in", Buffers.ints(in)));
    boolean turns = kernel.equals("turns");
    arguments.add(new Argument.Output("out", (turns ? 2 : 1) * count * Integer.BYTES));
    if (turns || kernel.equals("reads_past_end_in_another_order")) {
      byte[] zeros = new byte[2 * Integer.BYTES];
      arguments.add(new Argument.Output("turn", zeros.length, Optional.of(zeros), 0));
    }
    return HostKernel.execute(
        "lanes.metal",
        new Launch(kernel, new Size(threadgroups, 1, 1), new Size(threads, 1, 1), arguments),
        checks);
  }

  private static int[] outputs(Execution execution) {
    return Buffers.ints(ByteBuffer.wrap(execution.outputs().get("out")));
  }
}
