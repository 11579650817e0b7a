import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;
import java.util.Arrays;

/**
 * out[h, q] = sum over k of softmax over k of (q[h, q] . k[h, k] / sqrt(dims)) * v[h, k]. A kernel
 * may meet its keys in tiles of 32, and scale what it has when the maximum rises.
 */
public final class Attention implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var heads = Dim.of(2);
    var queries = Dim.of(4);
    var keys = it.sizes("keys", 1, 32, 100, 130);
    var dims = it.sizes("dims", 1, 33, 64);
    var scale = it.kernel("attention_scale_{T}");
    var scaleRight = it.kernel("attention_scale_right_{T}");
    var rescale = it.kernel("attention_rescale_{T}");
    var rescaleRight = it.kernel("attention_rescale_right_{T}");
    it.input("q", type, heads, queries, dims);
    it.input("k", type, heads, keys, dims);
    it.input("v", type, heads, keys, dims);
    it.output("out", type, heads, queries, dims);
    it.value("keys", keys);
    it.value("dims", dims);
    it.threadgroup("weights", FLOAT, keys).of(scale, scaleRight);
    it.grid(queries, heads).threads(64);
    rescale.grid(queries, heads).threads(32);
    rescaleRight.grid(queries, heads).threads(32);
    it.nanInMax(NanInMax.LOSES);
    it.rescalings(keys.over(32));
    it.excludes(
        Distribution.HUGE,
        type.is(HALF).not(),
        "a kernel may fuse the last product of a score into its difference from the largest; of scores"
            + " of 2^80 that leaves 2^56, of which the exponential is infinite");
  }

  public void reference(Case c) {
    c.each(c.size("q", 0), h -> c.each(c.size("q", 1), q -> row(c, h, q)));
  }

  private static void row(Case c, int h, int q) {
    int keys = c.size("keys");
    int dims = c.size("dims");
    Tracked root = c.exact(dims).sqrt();
    Tracked[] scores =
        c.shifted(keys, k -> c.dot(dims, i -> c.at("q", h, q, i), i -> c.at("k", h, k, i)).over(root));
    Tracked[] weights = Arrays.stream(scores).map(it -> it.exp().rescaled()).toArray(Tracked[]::new);
    Tracked sum = c.sum(keys, k -> weights[k]);
    c.output("out", dims, i -> c.dot(keys, k -> weights[k], k -> c.at("v", h, k, i)).over(sum), h, q);
  }
}
