import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[i] = x[i] / (1 + exp(-x[i])). */
public final class Silu implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var size = it.sizes("size", 1, 31, 32, 33, 255, 256, 257, 1000, 4096);
    it.kernel("silu_{T}").named("groups").grid(size.over(256)).threads(256);
    it.kernel("silu_{T}").named("threads").gridOfThreads(size).threads(100);
    it.input("x", type, size);
    it.output("out", type, size);
    it.value("size", UINT, size);
  }

  public void reference(Case c) {
    c.output("out", c.size("size"), i -> c.at("x", i).over(c.at("x", i).negate().exp().plus(1)));
  }
}
