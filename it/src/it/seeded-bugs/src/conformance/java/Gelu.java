import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[i] = x[i] / 2 * (1 + tanh(sqrt(2 / pi) * (x[i] + 0.044715 * x[i]^3))). */
public final class Gelu implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var size = it.sizes("size", 31, 256, 257, 1000);
    it.kernel("gelu_half_{T}");
    it.kernel("gelu_half_right_{T}");
    it.input("x", type, size);
    it.value("size", UINT, size);
    it.output("out", type, size);
    it.grid(size.over(256)).threads(256);
  }

  public void reference(Case c) {
    c.output("out", c.size("size"), i -> gelu(c.at("x", i)));
  }

  private static Tracked gelu(Tracked x) {
    Tracked argument = x.plus(x.times(x).times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI));
    return x.times(0.5).times(argument.tanh().plus(1));
  }
}
