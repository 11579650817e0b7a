import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r, i] = x[r, i] / sqrt(sum over k of x[r, k]^2 + eps). */
public final class L2Norm implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 32, 33, 128, 1000);
    it.kernel("l2_norm_root_{T}");
    it.kernel("l2_norm_root_right_{T}");
    it.input("x", type, rows, n);
    it.value("eps", 1e-12f);
    it.value("axis_size", n);
    it.output("out", type, rows, n);
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
  }

  public void reference(Case c) {
    int n = c.size("n");
    c.each(c.size("rows"), r -> {
      Tracked sum = c.sum(n, k -> c.at("x", r, k).squared());
      Tracked scale = sum.plus(c.value("eps")).rsqrt();
      c.output("out", n, i -> c.at("x", r, i).times(scale), r);
    });
  }
}
