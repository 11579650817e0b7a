package io.github.kernelconformance.contract;

import java.util.List;

/**
 * Where an output breaks a property.
 *
 * @param index of an element, the outermost dimension first
 * @param expected a number that would be right there, or is like one that would be
 */
public record Violation(List<Integer> index, double expected) {

  /** Copies the list. */
  public Violation {
    index = List.copyOf(index);
  }
}
