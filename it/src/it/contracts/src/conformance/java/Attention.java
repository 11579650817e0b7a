import static io.github.kernelconformance.contract.Distribution.*;
import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/**
 * out[h, i] = sum over j of weight[j] * v[g, j], the weights being the softmax over j of
 * q[h, i] . k[g, j] * scale + mask[i, j]. Several heads h of q share one head g of k and v.
 */
public final class Attention implements Contract {
  public void describe(Description it) {
    var type = it.types("T", FLOAT, HALF, BFLOAT);
    var masked = it.flag("mask");
    var dims = it.sizes("D", 32, 64, 128);
    var queries = it.sizes("queries", 1, 5);
    var keys = it.sizes("keys", 1, 32, 33, 100);
    var heads = Dim.of(2);
    var group = it.sizes("group", 1, 2);
    it.kernel("attention_{T}_d_{D}");
    it.input("q", type, heads, queries, dims);
    it.input("k", type, heads.over(group), keys, dims);
    it.input("v", type, heads.over(group), keys, dims);
    it.output("out", type, heads, queries, dims);
    it.value("queries", queries);
    it.value("keys", keys);
    it.value("group", group);
    it.value("scale", at -> 1 / Math.sqrt(at.size("D")));
    it.input("mask", type, queries, keys).mask().when(masked.isSet());
    it.constant("has_mask", masked);
    it.grid(queries.over(4), heads).threads(128);

    it.nanInMax(NanInMax.LOSES); // a NaN is no maximum; it reaches the result through the sum
    it.rescalings(keys.over(32)); // one pass over tiles of 32 keys, whose maximum may rise each time
    it.excludes(HUGE, "scores of 2^80 decide by their rounding which key has all the weight");
    it.excludes(SHIFTED, "scores near 100,000 are rounded by more than keys differ");
  }

  public void reference(Case c) {
    c.each(c.size("q", 0), h -> c.each(c.size("queries"), i -> row(c, h, i, h / c.size("group"))));
  }

  private static void row(Case c, int h, int i, int g) {
    int keys = c.size("keys");
    Tracked[] scores = new Tracked[keys];
    c.each(keys, j -> {
      Tracked product = c.dot(c.size("D"), d -> c.at("q", h, i, d), d -> c.at("k", g, j, d));
      Tracked score = product.times(c.value("scale"));
      scores[j] = c.flag("mask") ? score.plus(c.at("mask", i, j)) : score;
    });
    Tracked[] shifted = c.shifted(keys, j -> scores[j]); // by the largest
    Tracked[] weights = new Tracked[keys];
    c.each(keys, j -> weights[j] = shifted[j].exp().rescaled());
    Tracked sum = c.sum(keys, j -> weights[j]);
    c.output("out", c.size("D"), d -> c.dot(keys, j -> weights[j], j -> c.at("v", g, j, d)).over(sum), h, i);
  }
}
