package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.DeviceException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several threads do what one would have done. */
class TeamTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  private final ExecutorService others = Executors.newFixedThreadPool(3);

  @AfterEach
  void end() {
    others.shutdownNow();
  }

  @Test
  void resultsAreInTheOrderOfTheThings() throws Exception {
    assertThat(new Team(others, 3).inOrder(NUMBERS, it -> it * it, it -> 0, 0))
        .containsExactlyElementsOf(NUMBERS.stream().map(it -> it * it).toList());
  }

  @Test
  void nobodyElseIsNeeded() throws Exception {
    Queue<Runnable> neverRun = new ConcurrentLinkedQueue<>();

    assertThat(new Team(neverRun::add, 3).inOrder(NUMBERS, it -> -it, it -> 0, 0)).hasSize(100);
    assertThat(new Team(neverRun::add, 3).inOrder(List.<Integer>of(), it -> -it, it -> 0, 0))
        .isEmpty();
  }

  /** Each thing waits for another that is begun at the same time. */
  @Test
  void othersHelp() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    new Team(others, 1)
        .inOrder(
            List.of(1, 2),
            it -> {
              threads.add(Thread.currentThread());
              both.countDown();
              await(both);
              return it;
            },
            it -> 0,
            0);

    assertThat(threads).hasSize(2).contains(Thread.currentThread());
  }

  /** Of 1 and 2 and 3 and so on, the first four are more than 9. */
  @Test
  void itEndsWhereOneThreadWould() throws Exception {
    List<Integer> ascending = IntStream.rangeClosed(1, 100).boxed().toList();
    for (int helpers = 0; helpers <= 3; helpers++) {
      assertThat(new Team(others, helpers).inOrder(ascending, it -> it, it -> it, 9))
          .containsExactly(1, 2, 3, 4);
      assertThat(new Team(others, helpers).inOrder(ascending, it -> it, it -> it, 10))
          .containsExactly(1, 2, 3, 4, 5);
    }
  }

  /** The first is still at work when the others have cost too much. */
  @Test
  void whatWasBegunBeforeIsWaitedFor() throws Exception {
    CountDownLatch later = new CountDownLatch(3);

    List<Integer> results =
        new Team(others, 1)
            .inOrder(
                NUMBERS,
                it -> {
                  if (it == 0) {
                    await(later);
                  } else {
                    later.countDown();
                  }
                  return it;
                },
                it -> it == 0 ? 0 : 1,
                2);

    assertThat(results).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theFirstFailureIsTheCallers() {
    Team team = new Team(others, 3);

    assertThatThrownBy(
            () ->
                team.inOrder(
                    NUMBERS,
                    it -> {
                      if (it >= 5) {
                        throw new DeviceException("at " + it);
                      }
                      return it;
                    },
                    it -> 0,
                    0))
        .isInstanceOf(DeviceException.class)
        .hasMessage("at 5");
  }

  /** One thread would not have come to it. */
  @Test
  void aFailureBehindTheEndIsNobodys() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);

    List<Integer> results =
        new Team(others, 1)
            .inOrder(
                List.of(0, 1),
                it -> {
                  if (it == 1) {
                    failed.countDown();
                    throw new DeviceException("too late");
                  }
                  await(failed);
                  return it;
                },
                it -> 1,
                0);

    assertThat(results).containsExactly(0);
  }

  private static void await(CountDownLatch latch) throws DeviceException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new DeviceException("interrupted", e);
    }
  }
}
