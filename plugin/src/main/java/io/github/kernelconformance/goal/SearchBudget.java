package io.github.kernelconformance.goal;

import io.github.kernelconformance.verdict.Figures;
import java.time.Duration;

/**
 * What a search for the smallest failing case may take: launches, so that equal projects have equal
 * reports, and time, for kernels that take long. One thread searches, and any may ask.
 */
final class SearchBudget {

  /** A worker that is lost costs about as much as so many launches. */
  static final int LOST_WORKER = 50;

  private final int most;
  private volatile long end;
  private volatile int launches;
  private volatile String stopped = "before it began";
  private int cost;

  /**
   * @param most launches
   */
  SearchBudget(int most) {
    this.most = most;
  }

  /** Starts the clock. */
  void begin(Duration limit) {
    end = System.nanoTime() + limit.toNanos();
    stopped = "when its time was up";
  }

  /** Tells that the search came to its end, unless it was cut short. */
  void finish() {
    if (!over()) {
      stopped = "";
    }
  }

  /** Counts a launch. */
  void launched(boolean lostWorker) {
    launches = launches + 1;
    cost += lostWorker ? LOST_WORKER : 1;
  }

  /** Whether it is spent. */
  boolean over() {
    if (cost >= most) {
      stopped = "after %s launches".formatted(Figures.count(launches));
    }
    return cost >= most || System.nanoTime() - end >= 0;
  }

  int launches() {
    return launches;
  }

  /** Why the search was cut short, for readers; empty if it was not. */
  String stopped() {
    return stopped;
  }
}
