package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Accesses of all widths to one buffer, drawn at random, race as a model says that looks at each
 * byte alone.
 */
class RaceHistoryTest {

  private static final int THREADS = 8;
  private static final int ACCESSES = 6;

  /** Not a whole number of the widest elements. */
  private static final int LENGTH = 2100;

  @ParameterizedTest
  @CsvSource({
    // all over the buffer
    "0, 2100, 0, 4",
    // few bytes: nearly every access meets an earlier one
    "0, 32, 0, 4",
    "0, 32, 0, 1",
    "0, 64, 4, 4",
    // where the engine's pieces of 1,024 bytes meet, and at the end
    "992, 1056, 0, 4",
    "2064, 2100, 0, 4",
    "2064, 2100, 2, 3",
  })
  void accessesOfAllWidthsRaceByTheByte(int from, int to, int narrowest, int widest) {
    Random random = new Random(7);
    int races = 0;
    for (int launch = 0; launch < 60; launch++) {
      int[] in = new int[1 + THREADS * ACCESSES];
      in[0] = ACCESSES;
      for (int i = 1; i < in.length; i++) {
        int width = narrowest + random.nextInt(widest - narrowest + 1);
        int begin = from + (random.nextInt(to - from - (1 << width) + 1) >> width << width);
        in[i] = begin << 4 | random.nextInt(2) << 3 | width;
      }
      long expected = racing(in);
      if (expected != 0) { // else another order of threads would be tried, too
        races++;
        assertThat(found(in)).as(() -> Arrays.toString(in)).isEqualTo(expected);
      }
    }
    assertThat(races).isGreaterThan(10);
  }

  /**
   * How many of the accesses, one thread's after the other's, meet an earlier one of another
   * thread: the last that wrote a byte, or for a write one of the first two that read it.
   */
  private static long racing(int[] in) {
    int[] writer = filled();
    int[] reader = filled();
    int[] otherReader = filled();
    long count = 0;
    for (int i = 1; i < in.length; i++) {
      int thread = (i - 1) / ACCESSES;
      boolean write = (in[i] >> 3 & 1) == 1;
      boolean races = false;
      for (int b = in[i] >> 4; b < (in[i] >> 4) + (1 << (in[i] & 7)); b++) {
        races |= isAnother(writer[b], thread);
        if (write) {
          races |= isAnother(reader[b], thread) || isAnother(otherReader[b], thread);
          writer[b] = thread;
        } else if (reader[b] < 0) {
          reader[b] = thread;
        } else if (reader[b] != thread && otherReader[b] < 0) {
          otherReader[b] = thread;
        }
      }
      count += races ? 1 : 0;
    }
    return count;
  }

  private static int[] filled() {
    int[] nobody = new int[LENGTH];
    Arrays.fill(nobody, -1);
    return nobody;
  }

  private static boolean isAnother(int earlier, int thread) {
    return earlier >= 0 && earlier != thread;
  }

  private static long found(int[] in) {
    Launch launch =
        new Launch(
            "accesses",
            new Size(1, 1, 1),
            new Size(THREADS, 1, 1),
            List.of(
                new Argument.Input("in", Buffers.ints(in)),
                new Argument.Output("shared", LENGTH, Optional.of(new byte[LENGTH]), 0),
                new Argument.Output("out", THREADS * Integer.BYTES)));
    Execution execution = HostKernel.execute("race_history.metal", launch, Set.of(Check.RACE));
    assertThat(execution.redundantWrites()).isZero();
    assertThat(execution.findings()).extracting(Finding::kind).containsOnly(Finding.Kind.RACE);
    return execution.findings().stream().mapToLong(Finding::count).sum();
  }
}
