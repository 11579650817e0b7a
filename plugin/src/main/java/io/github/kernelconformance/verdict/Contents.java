package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a buffer, whole: neighbours that are equal together.
 *
 * @param type of an element
 * @param elements in the buffer
 * @param runs from the first element on, without gaps; up to some element where there are too many
 */
public record Contents(ArrayType.Element type, int elements, List<Run> runs) {

  /** As many are read by people, and typed into a test. */
  public static final int MOST_RUNS = 256;

  /**
   * Neighbours that are equal.
   *
   * @param first the index of the first
   * @param last the index of the last
   * @param value as text
   */
  public record Run(int first, int last, String value) {}

  /** Copies the list. */
  public Contents {
    runs = List.copyOf(runs);
  }

  /**
   * What bytes are, little-endian.
   *
   * @param type of an element; bytes at the end that make none are left out
   */
  public static Contents of(ArrayType.Element type, byte[] bytes) {
    List<String> values = ArrayText.head(type, bytes, Integer.MAX_VALUE);
    List<Run> runs = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= values.size() && runs.size() < MOST_RUNS; i++) {
      if (i == values.size() || !values.get(i).equals(values.get(first))) {
        runs.add(new Run(first, i - 1, values.get(first)));
        first = i;
      }
    }
    return new Contents(type, values.size(), runs);
  }

  /** How many elements the runs leave out. */
  public int untold() {
    return elements - (runs.isEmpty() ? 0 : runs.get(runs.size() - 1).last() + 1);
  }
}
