import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[m, n] = sum over k of a[m, k] * b[k, n], of a and b that may lie with any strides. */
public final class Matmul implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("M", 1, 8, 70);
    var columns = it.sizes("N", 1, 32, 65);
    var inner = it.sizes("K", 1, 8, 33);
    it.kernel("matmul_{T}");
    var a = it.input("a", type, rows, inner);
    var b = it.input("b", type, inner, columns);
    it.output("out", type, rows, columns);
    it.value("M", rows);
    it.value("N", columns);
    it.value("K", inner);
    it.strides("a_strides", a);
    it.strides("b_strides", b);
    it.grid(columns.over(32), rows.over(32)).threads(128); // a threadgroup makes 32 by 32
  }

  public void reference(Case c) {
    int inner = c.size("K");
    c.each(c.size("M"), m ->
        c.output("out", c.size("N"), n -> c.dot(inner, k -> c.at("a", m, k), k -> c.at("b", k, n)), m));
  }
}
