package io.github.kernelconformance.testing;

import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.family.Reducible.Part;
import io.github.kernelconformance.family.Reducible.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Inputs made simpler at random. */
public final class Reductions {

  private Reductions() {}

  /**
   * Of each input, none to all elements become 0, and none to all of the others 1 or -1, if they
   * may.
   */
  public static List<Value[]> any(Reducible inputs, Random random) {
    List<Value[]> all = new ArrayList<>();
    for (Part part : inputs.parts()) {
      Value[] elements = part.kept();
      int zeros = random.nextInt(5);
      int ones = random.nextInt(5);
      for (int i = 0; i < elements.length; i++) {
        if (part.zero() && random.nextInt(4) < zeros) {
          elements[i] = Value.ZERO;
        } else if (part.one() && random.nextInt(4) < ones) {
          elements[i] = part.minusOne() && random.nextInt(3) == 0 ? Value.MINUS_ONE : Value.ONE;
        }
      }
      all.add(elements);
    }
    return all;
  }
}
