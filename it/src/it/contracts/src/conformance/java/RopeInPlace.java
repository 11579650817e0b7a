import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** As Rope with pairs p and p + pairs, in place. */
public final class RopeInPlace implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var heads = it.sizes("heads", 1, 3);
    var positions = it.sizes("positions", 1, 5);
    var pairs = it.sizes("pairs", 1, 31, 32, 33, 64);
    it.kernel("rope_in_place_{T}");
    it.inout("x", type, heads, positions, pairs.times(2));
    it.input("frequencies", FLOAT, pairs).filled(Rope::frequencies);
    it.value("offset", 7); // the first position
    it.gridOfThreads(pairs, positions, heads).threads(pairs);
  }

  public void reference(Case c) {
    int pairs = c.size("pairs");
    c.each(pairs, p -> Rope.rotate(c, "x", p, p, p + pairs));
  }
}
