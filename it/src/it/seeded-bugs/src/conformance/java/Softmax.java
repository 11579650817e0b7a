import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r, i] = exp(x[r, i] - m) / sum over k of exp(x[r, k] - m), m the largest of row r. */
public final class Softmax implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 32, 33, 128, 1000);
    it.kernel("softmax_padding_{T}").grid(rows).threads(128);
    it.kernel("softmax_padding_right_{T}").grid(rows).threads(128);
    it.kernel("softmax_zero_load_{T}").grid(rows).threads(256);
    it.kernel("softmax_zero_load_right_{T}").grid(rows).threads(256);
    it.input("x", type, rows, n);
    it.value("axis_size", n);
    it.output("out", type, rows, n);
    it.nanInMax(NanInMax.LOSES);
  }

  public void reference(Case c) {
    int n = c.size("n");
    c.each(c.size("rows"), r -> {
      Tracked max = c.max(n, k -> c.at("x", r, k));
      Tracked sum = c.sum(n, k -> c.at("x", r, k).minus(max).exp());
      c.output("out", n, i -> c.at("x", r, i).minus(max).exp().over(sum), r);
    });
  }
}
