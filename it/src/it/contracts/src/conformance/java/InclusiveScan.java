import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r, i] = sum over k <= i of x[r, k]. */
public final class InclusiveScan implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT, INT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 2, 31, 32, 33, 1000, 1024, 1025, 2050);
    it.kernel("inclusive_scan_{T}");
    it.input("x", type, rows, n);
    it.output("out", type, rows, n);
    it.value("axis_size", n);
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
  }

  public void reference(Case c) {
    int n = c.size("n");
    c.each(c.size("rows"), r -> {
      if (c.type("T") == INT) {
        long[] sums = new long[n];
        for (int i = 0; i < n; i++) {
          sums[i] = c.integer("x", r, i) + (i == 0 ? 0 : sums[i - 1]);
        }
        c.exactly("out", n, i -> sums[i], r);
      } else {
        Tracked[] sums = c.scan(n, k -> c.at("x", r, k));
        c.output("out", n, i -> sums[i], r);
      }
    });
  }
}
