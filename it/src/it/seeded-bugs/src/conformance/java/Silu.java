import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[i] = x[i] / (1 + exp(-x[i])). */
public final class Silu implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var size = it.sizes("size", 31, 256, 257, 1000);
    it.kernel("silu_twice_{T}");
    it.kernel("silu_twice_right_{T}");
    it.input("x", type, size);
    it.value("size", UINT, size);
    it.output("out", type, size);
    it.grid(size.over(256)).threads(256);
  }

  public void reference(Case c) {
    c.output("out", c.size("size"), i -> c.at("x", i).over(c.at("x", i).negate().exp().plus(1)));
  }
}
