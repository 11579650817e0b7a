package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.List;

/**
 * The cells that a contract has for a selection.
 *
 * @param problems in report order, each with its cells in report order of type and variant
 * @param cells the same cells in report order
 * @param refusals what was asked for and cannot be had
 * @param notes what was left out although it was asked for, a sentence each
 */
public record Enumeration(
    List<ProblemCells> problems, List<Cell> cells, List<Refusal> refusals, List<String> notes) {

  /**
   * An entry of a parameter that a contract has nothing for. If no selected contract that knows the
   * parameter has something for it, that is an error; otherwise the note tells what is left out.
   *
   * @param word the parameter
   * @param entry a part of its value
   * @param error for people
   * @param note a sentence; empty if there is nothing to tell
   */
  public record Refusal(String word, String entry, ConfigurationException error, String note) {}

  /** Copies the lists. */
  public Enumeration {
    problems = List.copyOf(problems);
    cells = List.copyOf(cells);
    refusals = List.copyOf(refusals);
    notes = List.copyOf(notes);
  }
}
