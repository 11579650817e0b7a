import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** Gelu as out[i] = x / (1 + exp(-2 u)), which keeps its digits where x is far below zero. */
public final class GeluLogistic implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var size = it.sizes("size", 1, 31, 32, 33, 255, 256, 257, 1000, 4096);
    it.kernel("gelu_logistic_{T}");
    it.input("x", type, size);
    it.output("out", type, size);
    it.value("size", UINT, size);
    it.grid(size.over(256)).threads(256);
  }

  public void reference(Case c) {
    c.output("out", c.size("size"), i -> gelu(c.at("x", i)));
  }

  private static Tracked gelu(Tracked x) {
    Tracked u = x.plus(x.times(x).times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI));
    return x.over(u.times(-2).exp().plus(1));
  }
}
