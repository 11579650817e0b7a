import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[c] = sum over r of x[r, c]. */
public final class ColumnSum implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 7, 8, 9, 64, 1000);
    var columns = it.sizes("columns", 1, 31, 32, 33, 100);
    it.kernel("column_sum_{T}");
    var x = it.input("x", type, rows, columns);
    it.output("out", type, columns);
    it.value("rows", rows);
    it.value("columns", columns);
    it.strides("x_strides", x);
    it.grid(columns.over(32)).threads(32, 8); // a threadgroup makes 32 columns
    it.additions(rows.over(8).plus(6)); // of a thread's own, and of eight threads
  }

  public void reference(Case c) {
    c.output("out", c.size("columns"), i -> c.sum(c.size("rows"), r -> c.at("x", r, i)));
  }
}
