import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[i] = x / 2 * (1 + tanh(u)), u = sqrt(2 / pi) * (x + 0.044715 x³), x being x[i]. */
public final class Gelu implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var size = it.sizes("size", 1, 31, 32, 33, 255, 256, 257, 1000, 4096);
    it.kernel("gelu_{T}").named("groups").grid(size.over(256)).threads(256);
    it.kernel("gelu_{T}").named("threads").gridOfThreads(size).threads(100);
    it.input("x", type, size);
    it.output("out", type, size);
    it.value("size", UINT, size);
  }

  public void reference(Case c) {
    c.output("out", c.size("size"), i -> gelu(c, c.at("x", i)));
  }

  private static Tracked gelu(Case c, Tracked x) {
    Tracked cubic = x.plus(x.times(x).times(x).times(0.044715));
    return x.times(0.5).times(cubic.times(Math.sqrt(2 / Math.PI)).tanh().plus(1));
  }
}
