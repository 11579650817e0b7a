import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r] = sum over i of x[r, i]. */
public final class RowSum implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 2, 31, 32, 33, 1000, 1024, 1025, 4096);
    it.kernel("row_sum_{T}");
    var x = it.input("x", type, rows, n);
    it.output("out", type, rows);
    it.value("axis_size", n);
    it.value("x_row_stride", LONG, x.stride(0));
    it.value("x_stride", LONG, x.stride(1));
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
    it.additions(n.over(1024).plus(61)); // of a thread's own, and of 32 lanes, twice
  }

  public void reference(Case c) {
    c.output("out", c.size("rows"), r -> c.sum(c.size("n"), i -> c.at("x", r, i)));
  }
}
