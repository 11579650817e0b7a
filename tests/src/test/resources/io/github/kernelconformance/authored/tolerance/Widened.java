import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** A number that is added and taken off again, so that the bound has its roundings. */
public final class Widened implements Contract {
  public void describe(Description it) {
    var n = it.sizes("n", 1, 32);
    it.kernel("copy");
    it.input("x", FLOAT, n);
    it.output("out", FLOAT, n);
    it.grid(n).threads(32);
  }

  public void reference(Case c) {
    c.output("out", c.size("n"), i -> c.at("x", i).plus(4096).minus(4096));
  }
}
