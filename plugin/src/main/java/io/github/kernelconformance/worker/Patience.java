package io.github.kernelconformance.worker;

import java.time.Duration;
import java.util.List;

/**
 * How long a GPU is waited for.
 *
 * @param preparation what making the pipelines of a command buffer may take
 * @param answer what a kernel with a known answer may take, once it runs
 * @param pauses before each further try of what failed for the fault of other work
 * @param pause how to pause
 */
record Patience(
    Duration preparation, Duration answer, List<Duration> pauses, Patience.Pause pause) {

  /** Waits without doing anything. */
  @FunctionalInterface
  interface Pause {

    void rest(Duration time) throws InterruptedException;
  }

  /** A system takes a second or two to get over a GPU's reset. */
  static final Patience DEFAULT =
      new Patience(
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(5)),
          time -> Thread.sleep(time.toMillis()));

  Patience {
    pauses = List.copyOf(pauses);
  }
}
