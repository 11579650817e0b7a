import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[i] = x[i] if it is positive, else 0.01 * x[i]: the larger of the two. */
public final class LeakyRelu implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var size = it.sizes("size", 31, 256, 257, 1000);
    it.kernel("leaky_relu_slope_{T}");
    it.kernel("leaky_relu_slope_right_{T}");
    it.input("x", type, size);
    it.value("size", UINT, size);
    it.output("out", type, size);
    it.grid(size.over(256)).threads(256);
  }

  public void reference(Case c) {
    c.output("out", c.size("size"), i -> c.at("x", i).max(c.at("x", i).times(0.01)));
  }
}
