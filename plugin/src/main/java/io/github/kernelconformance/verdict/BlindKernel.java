package io.github.kernelconformance.verdict;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A kernel that does not do what its contract says, whatever that is. A cell that it passes cannot
 * tell a right kernel from it.
 *
 * @param input the argument that is copied; empty for other kinds
 */
public record BlindKernel(Kind kind, String input) implements Comparable<BlindKernel> {

  /** What such a kernel leaves in its outputs. */
  public enum Kind {
    /** Zeros. */
    ZEROS("zeros", "returns zeros"),
    /** NaN; in outputs of whole numbers all bits are set. */
    NANS("nan", "returns NaN"),
    /**
     * The elements of an input in their order, converted to the output's type, again from the first
     * one where the output has more.
     */
    COPY("copy of ", "copies "),
    /** What belongs to the next place on the last index; to the first place from the last one. */
    NEXT_ELEMENT("next element", "returns the reference of the next element"),
    /** What belongs to the same place in the next row; in the first row from the last one. */
    NEXT_ROW("next row", "returns the reference of the next row");

    private final String id;
    private final String does;

    Kind(String id, String does) {
      this.id = id;
      this.does = does;
    }
  }

  /** A kernel that copies no input. */
  public static BlindKernel of(Kind kind) {
    return new BlindKernel(kind, "");
  }

  /** The kernel that copies an input. */
  public static BlindKernel copying(String input) {
    return new BlindKernel(Kind.COPY, input);
  }

  /**
   * The kernel of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BlindKernel parse(String id) {
    if (id.startsWith(Kind.COPY.id) && id.length() > Kind.COPY.id.length()) {
      return copying(id.substring(Kind.COPY.id.length()));
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.COPY && kind.id.equals(id))
        .findFirst()
        .map(BlindKernel::of)
        .orElseThrow(() -> new IllegalArgumentException(id + " is no blind kernel"));
  }

  /** The spelling in reports, for example {@code zeros} or {@code copy of x}. */
  public String id() {
    return kind.id + input;
  }

  /** What it does, for example {@code returns zeros} or {@code copies x}. */
  public String does() {
    return kind.does + input;
  }

  @Override
  public int compareTo(BlindKernel other) {
    return Comparator.comparing(BlindKernel::kind)
        .thenComparing(BlindKernel::input)
        .compare(this, other);
  }
}
