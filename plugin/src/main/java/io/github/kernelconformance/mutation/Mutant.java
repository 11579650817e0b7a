package io.github.kernelconformance.mutation;

import io.github.kernelconformance.msl.SourceLocation;
import java.util.List;

/**
 * A program with one change.
 *
 * @param number from 1, by which it is chosen in a library of its program
 * @param place the user's file and line
 * @param function in which it is
 * @param before the expression that is changed, as the compiler sees it; empty where a statement
 *     comes in
 * @param after what comes instead; empty where nothing does
 * @param begin where the expression begins in the text for the host compiler
 * @param end where it ends
 * @param nth which of the same changes of this line it is, from 0
 * @param blamed what is wrong if the program with the change is right
 */
public record Mutant(
    int number,
    Operator operator,
    SourceLocation place,
    String function,
    String before,
    String after,
    int begin,
    int end,
    int nth,
    List<Lines> blamed) {

  /**
   * Whole lines of the user's source, such as those of a statement.
   *
   * @param last not before the first; in the same file
   */
  public record Lines(String file, int first, int last) {}

  /** Names the mutant in reports; the same as long as the line stays what it is. */
  public String id() {
    return "%s:%d:%s%s"
        .formatted(place.file(), place.line(), operator.id(), nth == 0 ? "" : "." + nth);
  }
}
