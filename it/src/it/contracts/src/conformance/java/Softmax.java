import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r, i] = exp(x[r, i] - m) / sum over k of exp(x[r, k] - m), m being the largest of row r. */
public final class Softmax implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 2, 31, 32, 33, 128, 1000, 1024, 1025);
    it.kernel("softmax_{T}");
    var x = it.input("x", type, rows, n);
    it.output("out", type, rows, n);
    it.value("axis_size", n);
    it.value("x_row_stride", LONG, x.stride(0));
    it.value("x_stride", LONG, x.stride(1));
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
    it.additions(n.over(1024).plus(61)); // of a thread's own, and of 32 lanes, twice
    it.nanInMax(NanInMax.LOSES); // a NaN is no maximum; it reaches the row through the sum
  }

  public void reference(Case c) {
    int n = c.size("n");
    c.each(c.size("rows"), r -> {
      Tracked largest = c.max(n, i -> c.at("x", r, i));
      Tracked sum = c.sum(n, i -> c.at("x", r, i).minus(largest).exp());
      c.output("out", n, i -> c.at("x", r, i).minus(largest).exp().over(sum), r);
    });
  }
}
