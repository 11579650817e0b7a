import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** As RmsNorm, of x and w that may lie in memory with any strides. */
public final class RmsNormStrided implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var rows = it.sizes("rows", 1, 3);
    var n = it.sizes("n", 1, 31, 33, 1025);
    it.kernel("rms_norm_strided_{T}");
    var x = it.input("x", type, rows, n);
    var w = it.input("w", type, n);
    it.output("out", type, rows, n);
    it.value("eps", 1e-5f);
    it.value("axis_size", n);
    it.value("x_row_stride", LONG, x.stride(0));
    it.value("x_stride", LONG, x.stride(1));
    it.value("w_stride", LONG, w.stride(0));
    it.grid(rows).threads(n.roundUpTo(32).atMost(1024));
  }

  public void reference(Case c) {
    new RmsNorm().reference(c);
  }
}
