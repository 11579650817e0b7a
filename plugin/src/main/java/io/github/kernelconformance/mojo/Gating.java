package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.GateSettings;
import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.matrix.Flag;
import io.github.kernelconformance.verdict.Baseline;
import java.io.File;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * The parameters of goals that may fail the build, by their names, and how such a goal ends. Maven
 * wants each of them to be a field of the goal, so the goals declare them and pass them on.
 */
record Gating(
    String failOnNonconformance,
    File expectationsDirectory,
    String failOnStale,
    String accuracyLossFactor,
    String failOnAccuracyLoss) {

  /** What the goal lets pass. */
  GateSettings settings(Commands commands) {
    Flag.parse("failOnNonconformance", failOnNonconformance);
    return new GateSettings(
        expectationsDirectory.toPath(),
        LocalDate.now(ZoneOffset.UTC),
        commands.narrowed(),
        Flag.parse("failOnStale", failOnStale),
        Baseline.factor(accuracyLossFactor),
        Flag.parse("failOnAccuracyLoss", failOnAccuracyLoss),
        commands.accept());
  }

  /** Tells the outcome, and fails the build if it is a failure and the build is to fail. */
  void conclude(Outcome outcome, Log log) throws MojoFailureException {
    boolean fails =
        Flag.parse("failOnNonconformance", failOnNonconformance) && outcome.failure().isPresent();
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
