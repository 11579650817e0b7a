import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;
import java.util.stream.IntStream;

/** index[r] is where x[r] is largest; of equal ones any. */
public final class Argmax implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 31, 32, 33, 1000, 4096);
    it.kernel("argmax_{T}");
    it.input("x", type, rows, n);
    it.value("n", n);
    it.output("index", UINT, rows);
    it.grid(rows).threads(256);
    it.excludes(Distribution.NAN, "which index stands for NaN is not told");
  }

  public void reference(Case c) {
    int n = c.size("n");
    for (int r = 0; r < c.size("rows"); r++) {
      int row = r;
      double max = c.max(n, i -> c.at("x", row, i)).value();
      c.oneOf("index", IntStream.range(0, n).filter(i -> c.at("x", row, i).value() == max).asLongStream().toArray(), row);
    }
  }
}
