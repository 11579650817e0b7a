import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r] = where x[r] is largest: the first of equal ones, -0 equal to +0, NaN above all. */
public final class Argmax implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 2, 31, 32, 33, 1000, 1024, 1025, 4096);
    it.kernel("argmax_{T}");
    var x = it.input("x", type, rows, n);
    it.output("out", UINT, rows);
    it.value("axis_size", n);
    it.value("x_row_stride", LONG, x.stride(0));
    it.value("x_stride", LONG, x.stride(1));
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
  }

  public void reference(Case c) {
    c.exactly("out", c.size("rows"), r -> first(c, r));
  }

  private static int first(Case c, int r) {
    int best = 0;
    for (int i = 0; i < c.size("n"); i++) {
      double value = c.at("x", r, i).value();
      double largest = c.at("x", r, best).value();
      if (value > largest || Double.isNaN(value) && !Double.isNaN(largest)) {
        best = i;
      }
    }
    return best;
  }
}
