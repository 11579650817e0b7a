import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** out[m, n] = sum over k of a[m, k] * b[k, n]. */
public final class Matmul implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var m = it.sizes("M", 1, 17);
    var n = it.sizes("N", 1, 20);
    var k = it.sizes("K", 1, 16, 17, 33, 100);
    it.kernel("matmul_assign_{T}");
    it.kernel("matmul_assign_right_{T}");
    it.input("a", type, m, k);
    it.input("b", type, k, n);
    it.value("M", m);
    it.value("N", n);
    it.value("K", k);
    it.output("out", type, m, n);
    it.grid(n.over(16), m.over(16)).threads(16, 16);
  }

  public void reference(Case c) {
    int k = c.size("K");
    c.each(c.size("M"), m ->
        c.output("out", c.size("N"), n -> c.dot(k, i -> c.at("a", m, i), i -> c.at("b", i, n)), m));
  }
}
