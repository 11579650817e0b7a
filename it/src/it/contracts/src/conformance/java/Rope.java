import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/**
 * Rotary position embedding: each pair of elements turns by its position times its frequency. In
 * `rope` a pair is elements p and p + pairs of a row, in `rope_interleaved` 2 p and 2 p + 1.
 */
public final class Rope implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    it.choices("kernel", "rope", "rope_interleaved");
    var heads = it.sizes("heads", 1, 3);
    var positions = it.sizes("positions", 1, 5);
    var pairs = it.sizes("pairs", 1, 31, 32, 33, 64);
    var offset = it.sizes("offset", 0, 4096);
    it.kernel("{kernel}_{T}");
    it.input("x", type, heads, positions, pairs.times(2));
    it.input("frequencies", FLOAT, pairs).filled(Rope::frequencies);
    it.output("out", type, heads, positions, pairs.times(2));
    it.value("offset", offset); // the first position
    it.gridOfThreads(pairs, positions, heads).threads(pairs);
  }

  /** From 1 down to almost 1 / 10000. */
  static void frequencies(double[] values, Point at, Draw draw) {
    for (int p = 0; p < values.length; p++) {
      values[p] = Math.pow(10_000, -(double) p / values.length);
    }
  }

  public void reference(Case c) {
    boolean interleaved = c.choice("kernel").equals("rope_interleaved");
    int pairs = c.size("pairs");
    c.each(pairs, p -> rotate(c, "out", p, interleaved ? 2 * p : p, interleaved ? 2 * p + 1 : p + pairs));
  }

  /** Gives the elements i and j of all rows, which are pair p. */
  static void rotate(Case c, String out, int p, int i, int j) {
    c.each(c.size("positions"), position -> {
      Tracked angle = c.value("offset").plus(position).times(c.at("frequencies", p));
      c.each(c.size("heads"), head -> {
        Tracked a = c.at("x", head, position, i);
        Tracked b = c.at("x", head, position, j);
        c.output(out, a.times(angle.cos()).minus(b.times(angle.sin())), head, position, i);
        c.output(out, a.times(angle.sin()).plus(b.times(angle.cos())), head, position, j);
      });
    });
  }
}
