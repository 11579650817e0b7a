package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Outcome;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** How a goal ends that may fail the build. */
final class Gating {

  private Gating() {}

  /** Tells the outcome, and fails the build if it is a failure and the build is to fail. */
  static void conclude(Outcome outcome, boolean fail, Log log) throws MojoFailureException {
    if (outcome.failure().isEmpty()) {
      outcome.lines().forEach(log::info);
    } else {
      outcome.lines().forEach(fail ? log::error : log::warn);
      if (fail) {
        throw new MojoFailureException(outcome.failure().get());
      }
    }
  }
}
