import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[r] = log(sum over i of exp(x[r, i])); -inf of a row of -inf, +inf of a row with +inf. */
public final class Logsumexp implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 2, 31, 32, 33, 128, 1000, 1024, 1025);
    it.kernel("logsumexp_{T}");
    it.input("x", type, rows, n);
    it.output("out", type, rows);
    it.value("axis_size", n);
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
    it.additions(n.over(1024).plus(61)); // of a thread's own, and of 32 lanes, twice
    it.nanInMax(NanInMax.LOSES); // a NaN is no maximum; it reaches the result through the sum
  }

  public void reference(Case c) {
    int n = c.size("n");
    c.each(c.size("rows"), r -> {
      Tracked largest = c.max(n, i -> c.at("x", r, i));
      Tracked shift = Double.isInfinite(largest.value()) ? c.exact(0) : largest; // not inf - inf
      Tracked sum = c.sum(n, i -> c.at("x", r, i).minus(shift).exp());
      c.output("out", shift.plus(sum.log()), r);
    });
  }
}
