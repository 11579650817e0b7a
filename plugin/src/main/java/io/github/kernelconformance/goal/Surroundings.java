package io.github.kernelconformance.goal;

import io.github.kernelconformance.report.Style;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a goal sees of the process it is in.
 *
 * @param environment a variable of the environment by its name; empty where it is not set
 * @param output takes a line for the standard output, as it stands and without a log level
 * @param style how the console shows words that matter
 * @param progress follows the run of the matrix
 */
public record Surroundings(
    Function<String, Optional<String>> environment,
    Consumer<String> output,
    Style style,
    Progress progress) {

  /** No environment, plain text, and no progress. */
  public static Surroundings none() {
    return new Surroundings(name -> Optional.empty(), line -> {}, Style.PLAIN, Progress.NONE);
  }
}
