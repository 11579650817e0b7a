package io.github.kernelconformance.goal;

import io.github.kernelconformance.verdict.Figures;
import java.time.Duration;

/**
 * What a search for the smallest failing case may take. It is counted in launches, so that equal
 * projects have equal reports; time is a limit for those that take much longer than was thought.
 * One thread searches, and any may ask.
 */
final class SearchBudget {

  /** What a lost worker costs, in launches. */
  static final int LOST_WORKER = 50;

  /** A launch of a small kernel takes some milliseconds; a larger one is as many. */
  private static final long NANOSECONDS = 1_000_000;

  private volatile int most;
  private volatile long end;
  private volatile int launches;
  private volatile String stopped = "before it began";
  private volatile long spent;

  /**
   * Starts the clock.
   *
   * @param most launches of small kernels, or what costs as much
   */
  void begin(long most, Duration limit) {
    this.most = (int) most;
    end = System.nanoTime() + limit.toNanos();
    stopped = "when its time was up";
  }

  /** Tells that the search came to its end, unless it was cut short. */
  void finish() {
    if (!over()) {
      stopped = "";
    }
  }

  /**
   * Counts a launch.
   *
   * @param cost about how many nanoseconds it takes, as it was thought before
   */
  void launched(long cost, boolean lostWorker) {
    launches = launches + 1;
    spent = spent + 1 + cost / NANOSECONDS + (lostWorker ? LOST_WORKER : 0);
  }

  /** Whether it is spent. */
  boolean over() {
    if (spent >= most) {
      stopped = "after %s launches".formatted(Figures.count(launches));
    }
    return spent >= most || System.nanoTime() - end >= 0;
  }

  int launches() {
    return launches;
  }

  /** What was spent of it, in launches of small kernels. */
  long spent() {
    return spent;
  }

  /** Why the search was cut short, for readers; empty if it was not. */
  String stopped() {
    return stopped;
  }
}
