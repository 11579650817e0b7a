import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;
import java.util.Optional;
import java.util.List;

/** A tolerance by its name. */
public final class Named implements Contract {
  private static final double TOLERANCE = 1e-3;

  public void describe(Description it) {
    var n = it.sizes("n", 1, 32);
    it.kernel("copy");
    it.input("x", FLOAT, n);
    it.output("out", FLOAT, n);
    it.grid(n).threads(32);
  }

  public void reference(Case c) {
    c.satisfies(
        "out",
        written ->
            Math.abs(written.at(0) - c.at("x", 0).value()) > TOLERANCE
                ? Optional.of(new Violation(List.of(0), c.at("x", 0).value()))
                : Optional.empty());
  }
}
