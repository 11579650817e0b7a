import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;
import java.util.List;
import java.util.Optional;

/** A small number that a difference is compared with. */
public final class Compared implements Contract {
  public void describe(Description it) {
    var n = it.sizes("n", 1, 32);
    it.kernel("copy");
    it.input("x", FLOAT, n);
    it.output("out", FLOAT, n);
    it.grid(n).threads(32);
  }

  public void reference(Case c) {
    double x = c.at("x", 0).value();
    c.satisfies(
        "out",
        written -> {
          boolean near = Math.abs(written.at(0) - x) < 1e-3 * Math.abs(x);
          return near ? Optional.empty() : Optional.of(new Violation(List.of(0), x));
        });
  }
}
