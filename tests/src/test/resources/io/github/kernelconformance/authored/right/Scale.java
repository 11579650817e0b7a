import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[i, j] = x[i, j] * factor, for x of any strides. */
public final class Scale implements Contract {
  public void describe(Description it) {
    var rows = it.sizes("rows", 1, 5);
    var n = it.sizes("n", 1, 33, 100);
    it.kernel("scale_{T}").when(n.isAtMost(4096));
    var type = it.types("T", FLOAT, HALF);
    var x = it.input("x", type, rows, n);
    it.strides("x_strides", x);
    it.array("shape", rows, n);
    it.value("factor", at -> 1 / Math.sqrt(at.size("n")));
    it.output("out", type, rows, n);
    it.gridOfThreads(n, rows).threads(48, 2);
  }

  public void reference(Case c) {
    for (int row = 0; row < c.size("rows"); row++) {
      int r = row;
      c.output("out", c.size("n"), i -> c.at("x", r, i).times(c.value("factor")), r);
    }
  }
}
