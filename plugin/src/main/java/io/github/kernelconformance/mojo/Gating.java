package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.Outcome;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** How a goal ends that may fail the build. */
final class Gating {

  private Gating() {}

  /** Tells the outcome, and fails the build if it is a failure and the build is to fail. */
  static void conclude(Outcome outcome, boolean fail, Log log) throws MojoFailureException {
    boolean fails = fail && outcome.failure().isPresent();
    if (outcome.failure().isEmpty()) {
      outcome.lines().forEach(log::info);
    } else {
      outcome.lines().forEach(fails ? log::error : log::warn);
    }
    outcome.warnings().forEach(log::warn);
    if (fails) {
      throw new MojoFailureException(outcome.failure().get());
    }
  }
}
