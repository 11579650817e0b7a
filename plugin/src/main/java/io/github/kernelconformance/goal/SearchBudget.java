package io.github.kernelconformance.goal;

import io.github.kernelconformance.verdict.Figures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a search for the smallest failing case may take: launches, so that equal projects have equal
 * reports, and time, for kernels that take long. Not for several threads.
 */
final class SearchBudget {

  /** A worker that is lost costs about as much as so many launches. */
  static final int LOST_WORKER = 50;

  private final int mostLaunches;
  private final Duration limit;
  private final long start = System.nanoTime();
  private int launches;
  private int cost;

  /**
   * @param launches at most
   * @param limit from now on
   */
  SearchBudget(int launches, Duration limit) {
    mostLaunches = launches;
    this.limit = limit;
  }

  /** Counts a launch. */
  void launched(boolean lostWorker) {
    launches++;
    cost += lostWorker ? LOST_WORKER : 1;
  }

  boolean over() {
    return !stopped().isEmpty();
  }

  int launches() {
    return launches;
  }

  /** Why it is over, for readers; empty if it is not. */
  String stopped() {
    if (cost >= mostLaunches) {
      return "after %s launches".formatted(Figures.count(launches));
    }
    return System.nanoTime() - start >= limit.toNanos()
        ? "after %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(limit.toNanos()))
        : "";
  }
}
