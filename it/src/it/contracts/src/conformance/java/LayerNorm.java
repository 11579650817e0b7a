import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r, i] = (x[r, i] - mean) / sqrt(variance + eps) * w[i] + b[i], both of row r. */
public final class LayerNorm implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 2, 31, 32, 33, 1000, 1024, 1025);
    it.kernel("layer_norm_{T}");
    it.input("x", type, rows, n);
    it.input("w", type, n);
    it.input("b", type, n);
    it.output("out", type, rows, n);
    it.value("eps", 1e-5f);
    it.value("axis_size", n);
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
    it.additions(n.over(1024).plus(61)); // of a thread's own, and of 32 lanes, twice
  }

  public void reference(Case c) {
    int n = c.size("n");
    c.each(c.size("rows"), r -> {
      Tracked mean = c.sum(n, i -> c.at("x", r, i)).over(n);
      Tracked variance = c.sum(n, i -> c.at("x", r, i).minus(mean).squared()).over(n);
      Tracked scale = variance.plus(c.value("eps")).rsqrt();
      c.output("out", n, i -> c.at("x", r, i).minus(mean).times(scale).times(c.at("w", i)).plus(c.at("b", i)), r);
    });
  }
}
