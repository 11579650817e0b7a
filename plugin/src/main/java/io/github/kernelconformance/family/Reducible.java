package io.github.kernelconformance.family;

import java.util.Arrays;
import java.util.List;

/**
 * The inputs of a problem as elements that may be made simpler, one by one. Whatever of them become
 * 0, 1 or -1, a right kernel passes: codes stay valid, and numbers stay in their domain. What a
 * contract cannot promise that of, it leaves out.
 */
public interface Reducible {

  /** What becomes of an element. */
  enum Value {
    KEPT,
    MINUS_ONE,
    ONE,
    ZERO;

    /** What an element becomes that was another number. */
    public double number(double kept) {
      return switch (this) {
        case KEPT -> kept;
        case MINUS_ONE -> -1;
        case ONE -> 1;
        case ZERO -> 0;
      };
    }
  }

  /**
   * The elements of an argument, or of a field of its blocks.
   *
   * @param argument the name of the kernel's parameter
   * @param what the elements are, for readers, for example {@code weights, codes of e2m1}
   * @param shape the sizes, the outermost first; the elements are row-major
   * @param values what the elements stand for, without scales; as many as the shape has
   * @param zero whether each may become 0
   * @param one whether each may become 1
   * @param minusOne whether each may become -1
   */
  record Part(
      String argument,
      String what,
      List<Integer> shape,
      double[] values,
      boolean zero,
      boolean one,
      boolean minusOne) {

    /** Copies the shape. */
    public Part {
      shape = List.copyOf(shape);
    }

    /** As many elements that are all kept. */
    public Value[] kept() {
      Value[] kept = new Value[values.length];
      Arrays.fill(kept, Value.KEPT);
      return kept;
    }
  }

  /** The elements that may change; others stay as they are. */
  List<Part> parts();

  /**
   * The same problem with some elements changed, and the reference of these.
   *
   * @param elements what becomes of each, for each part in its order
   */
  Problem with(List<Value[]> elements);
}
