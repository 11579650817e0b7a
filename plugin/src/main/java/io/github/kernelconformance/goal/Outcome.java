package io.github.kernelconformance.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a goal ended.
 *
 * @param lines what to tell on the console
 * @param warnings what to tell after that, as a warning whether or not the build fails
 * @param failure what fails the build, and what to do about it; empty where kernels conform
 */
public record Outcome(List<String> lines, List<String> warnings, Optional<String> failure) {

  /** An outcome without warnings. */
  public Outcome(List<String> lines, Optional<String> failure) {
    this(lines, List.of(), failure);
  }

  /** The same with a line before all others. */
  Outcome after(String line) {
    List<String> all = new ArrayList<>(List.of(line));
    all.addAll(lines);
    return new Outcome(all, warnings, failure);
  }

  /** The same with warnings before all others. */
  Outcome warning(List<String> more) {
    List<String> all = new ArrayList<>(more);
    all.addAll(warnings);
    return new Outcome(lines, all, failure);
  }
}
