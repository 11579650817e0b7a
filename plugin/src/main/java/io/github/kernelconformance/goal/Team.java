package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The calling thread and others that may be busy with something else at first. What they do
 * together is what the calling thread would have done alone.
 *
 * @param others where the other threads come from
 * @param helpers how many of them may help
 */
record Team(Executor others, int helpers) {

  /** Does one thing. */
  interface Work<T, R> {
    R of(T thing) throws DeviceException;
  }

  /**
   * Does things in order until they have cost too much. What was begun too early for that counts
   * for nothing.
   *
   * @param cost what each result has cost
   * @param most the last result is the first with which all have cost more than this
   * @return the results in order
   * @throws DeviceException the first of them, in this order
   */
  <T, R> List<R> inOrder(List<T> things, Work<T, R> work, ToIntFunction<R> cost, int most)
      throws DeviceException {
    List<CompletableFuture<R>> done =
        Stream.generate(CompletableFuture<R>::new).limit(things.size()).toList();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger spent = new AtomicInteger();
    Runnable share =
        () -> {
          // Things are begun in order, and what is begun is done: so all before one that is not
          // done are done, and have cost too much.
          while (spent.get() <= most) {
            int i = next.getAndIncrement();
            if (i >= things.size()) {
              return;
            }
            try {
              R result = work.of(things.get(i));
              spent.addAndGet(cost.applyAsInt(result));
              done.get(i).complete(result);
            } catch (DeviceException | RuntimeException | Error e) {
              spent.set(most + 1);
              done.get(i).completeExceptionally(e);
            }
          }
        };
    for (int i = 0; i < Math.min(helpers, things.size() - 1); i++) {
      others.execute(share);
    }
    share.run();
    List<R> results = new ArrayList<>();
    int total = 0;
    for (int i = 0; i < things.size() && total <= most; i++) {
      results.add(Waiting.of(done.get(i)));
      total += cost.applyAsInt(results.get(i));
    }
    return results;
  }
}
