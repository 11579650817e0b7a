package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threadgroup memory, barriers and atomics. */
class ThreadgroupTest {

  private static final String FILE = "threadgroup.metal";

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 64, 1000, 1024})
  void aBarrierLetsThreadsReadWhatOthersWrote(int threads) {
    int[] in = values(threads);
    int[] out = run("reverse", in);
    for (int i = 0; i < threads; i++) {
      assertThat(out[i]).isEqualTo(in[threads - 1 - i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 64, 256, 1024})
  void barriersInALoopKeepEveryThreadInStep(int threads) {
    int[] in = values(threads);
    assertThat(run("tree_sum", in)).containsOnly(Arrays.stream(in).sum());
  }

  @Test
  void aSimdgroupBarrierOrdersTheLanesOfAGroup() {
    int[] in = values(96);
    int[] out = run("swap_neighbours", in);
    for (int i = 0; i < in.length; i++) {
      assertThat(out[i]).isEqualTo(in[i ^ 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared_by_type_int", "shared_by_type_float"})
  void templatesMayDeclareSharedVariables(String kernel) {
    int[] in = values(64);
    assertThat(run(kernel, in)).containsOnly(Arrays.stream(in).sum());
  }

  @Test
  void threadgroupMemoryStartsUndefinedInEveryThreadgroup() {
    ByteBuffer out =
        HostKernel.run(
            FILE, "unwritten", new Size(3, 1, 1), new Size(32, 1, 1), new byte[4], 96 * 4);
    for (int i = 0; i < 96; i++) {
      assertThat(out.getInt(i * 4)).isEqualTo(1);
    }
  }

  @Test
  void atomicsAddUpOverAllThreadgroups() {
    ByteBuffer out =
        HostKernel.run(FILE, "count", new Size(10, 1, 1), new Size(64, 1, 1), new byte[4], 16);
    for (int i = 0; i < 4; i++) {
      int expected = -1; // outputs start as 0xFFFFFFFF
      for (int thread = i; thread < 640; thread += 4) {
        expected += thread;
      }
      assertThat(out.getInt(i * 4)).isEqualTo(expected);
    }
  }

  private static int[] values(int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * 37 % 101 - 50;
    }
    return values;
  }

  private static int[] run(String kernel, int[] in) {
    ByteBuffer input = ByteBuffer.allocate(in.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    input.asIntBuffer().put(in);
    int[] out = new int[in.length];
    HostKernel.run(FILE, kernel, in.length, input.array(), in.length * 4).asIntBuffer().get(out);
    return out;
  }
}
