package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Puts launches that come from several threads while all workers are busy into one job: a job costs
 * a card and a worker about as much as ten launches do. Any number of threads may use it at once.
 */
final class CudaJobs {

  /** A job has no more than this, unless they come together. */
  private static final int MOST_LAUNCHES = 32;

  /** And its buffers have no more bytes. */
  private static final long MOST_BYTES = 1L << 23;

  private final WorkerPool pool;
  private final Runner runner;
  private final Deque<Waiting> queue = new ArrayDeque<>();

  /** Runs launches that no other job contains. */
  interface Runner {

    /**
     * Runs launches in one job of a worker, or what there is to be told of its failure.
     *
     * @throws DeviceException where the device fails
     */
    Together together(WorkerSlot slot, List<Launch> launches) throws DeviceException;

    /**
     * Runs each launch in a job of its own.
     *
     * @throws DeviceException where the device fails
     */
    List<Ending> alone(List<Launch> launches) throws DeviceException;
  }

  /**
   * How launches ended that were one job.
   *
   * @param endings none if the job failed
   * @param trouble why it failed
   */
  record Together(List<Ending> endings, String trouble) {

    boolean failed() {
      return !trouble.isEmpty();
    }
  }

  /** Launches that came together, and who waits for them. */
  private record Waiting(List<Launch> launches, CompletableFuture<List<Ending>> endings) {

    long bytes() {
      return launches.stream()
          .flatMap(it -> it.arguments().stream())
          .mapToLong(Waiting::bytes)
          .sum();
    }

    private static long bytes(Argument argument) {
      return argument instanceof Argument.Input input
          ? input.bytes().length
          : argument instanceof Argument.Output output ? output.length() : 0;
    }
  }

  CudaJobs(WorkerPool pool, Runner runner) {
    this.pool = pool;
    this.runner = runner;
  }

  /**
   * Runs launches, perhaps in one job with those of other threads.
   *
   * @param launches at least one
   * @return how each ended, in order
   * @throws DeviceException where the device fails
   */
  List<Ending> run(List<Launch> launches) throws DeviceException {
    Waiting own = new Waiting(launches, new CompletableFuture<>());
    synchronized (queue) {
      queue.addLast(own);
    }
    WorkerSlot slot = pool.take();
    List<Waiting> job = List.of();
    Optional<Together> together = Optional.empty();
    try {
      job = poll();
      if (all(job).size() > 1) {
        together = Optional.of(runner.together(slot, all(job)));
      }
    } catch (DeviceException | RuntimeException e) {
      fail(job, e);
      return result(own);
    } finally {
      pool.giveBack(slot);
    }
    if (together.isPresent() && !together.get().failed()) {
      share(job, together.get().endings());
    } else {
      separately(job, together.map(Together::trouble));
    }
    return result(own);
  }

  /** What is to run in one job; nothing if another thread has taken all. */
  private List<Waiting> poll() {
    synchronized (queue) {
      List<Waiting> job = new ArrayList<>();
      long launches = 0;
      long bytes = 0;
      while (!queue.isEmpty()) {
        Waiting next = queue.peekFirst();
        launches += next.launches().size();
        bytes += next.bytes();
        if (!job.isEmpty() && (launches > MOST_LAUNCHES || bytes > MOST_BYTES)) {
          break;
        }
        job.add(queue.pollFirst());
      }
      return job;
    }
  }

  private static List<Launch> all(List<Waiting> job) {
    return job.stream().flatMap(it -> it.launches().stream()).toList();
  }

  private static void share(List<Waiting> job, List<Ending> endings) {
    int begin = 0;
    for (Waiting it : job) {
      int end = begin + it.launches().size();
      it.endings().complete(endings.subList(begin, end));
      begin = end;
    }
  }

  /**
   * Each launch by itself, so that what goes wrong is blamed on the launch that does it.
   *
   * @param trouble why they failed in one job; if none does now, each tells of that
   */
  private void separately(List<Waiting> job, Optional<String> trouble) {
    List<List<Ending>> endings = new ArrayList<>();
    try {
      for (Waiting it : job) {
        endings.add(runner.alone(it.launches()));
      }
    } catch (DeviceException | RuntimeException e) {
      fail(job, e);
      return;
    }
    boolean nobody = endings.stream().flatMap(List::stream).allMatch(CudaJobs::isClean);
    for (int i = 0; i < job.size(); i++) {
      List<Ending> its = endings.get(i);
      job.get(i)
          .endings()
          .complete(
              trouble
                  .filter(words -> nobody)
                  .map(words -> its.stream().map(it -> lost(it, words)).toList())
                  .orElse(its));
    }
  }

  private static void fail(List<Waiting> job, Exception failure) {
    job.forEach(it -> it.endings().completeExceptionally(failure));
  }

  private static boolean isClean(Ending ending) {
    return ending instanceof Ending.Ran ran && ran.execution().findings().isEmpty();
  }

  private static Ending lost(Ending ending, String trouble) {
    return new Ending.Ran(
        ((Ending.Ran) ending)
            .execution()
            .withLostWorker("together with other launches: " + trouble));
  }

  private static List<Ending> result(Waiting own) throws DeviceException {
    try {
      return own.endings().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DeviceException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
