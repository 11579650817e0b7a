import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/**
 * dst[b, t, r] = sum over i of src0[b, r, i] * src1[b, t, i] in llama.cpp's names, b standing for two
 * dimensions. A block of src0 is 32 weights: a scale d and codes of 4 bits, a weight d * (code - 8).
 */
public final class MulMvQ4_0 implements Contract {
  public void describe(Description it) {
    var rows = it.sizes("rows", 1, 5, 8, 13);
    var columns = it.sizes("columns", 32, 64, 256, 1056);
    var vectors = it.sizes("vectors", 1, 3);
    var outer = it.sizes("matrices", 1, 2);
    var repeat = it.sizes("repeat", 1, 2); // so many products in a row share a matrix, each way
    it.kernel("kernel_mul_mv_q4_0_f32");
    var block = Layout.block().field("d", HALF).field("qs", UCHAR, 16); // 18 bytes
    var w = it.input("src0", block, outer, outer, rows, columns.over(32));
    var x = it.input("src1", FLOAT, outer.times(repeat), outer.times(repeat), vectors, columns);
    it.output("dst", FLOAT, x.size(0), x.size(1), vectors, rows);
    it.struct("args")
        .field("ne00", INT, columns).field("ne01", INT, rows).field("ne02", INT, outer)
        .array("nb0", ULONG, w.byteStride(3), w.byteStride(2), w.byteStride(1), w.byteStride(0))
        .field("ne10", INT, columns).field("ne11", INT, vectors).field("ne12", INT, x.size(1))
        .array("nb1", ULONG, x.byteStride(3), x.byteStride(2), x.byteStride(1), x.byteStride(0))
        .field("ne0", INT, rows).field("ne1", INT, vectors).field("nr0", INT, Dim.of(4))
        .field("r2", SHORT, repeat).field("r3", SHORT, repeat);
    it.grid(rows.over(8), vectors, x.size(0).times(x.size(1))).threads(32, 2); // 4 rows a SIMD group
  }

  public void reference(Case c) {
    int repeat = c.size("repeat");
    c.each(c.size("dst", 0), i -> c.each(c.size("dst", 1), j -> c.each(c.size("vectors"), t ->
        c.output("dst", c.size("rows"), r -> c.sum(c.size("columns"), k ->
            weight(c.block("src0", i / repeat, j / repeat, r, k / 32), k % 32).times(c.at("src1", i, j, t, k))),
            i, j, t))));
  }

  /** The lower halves of a block's 16 bytes are its first 16 codes. */
  private static Tracked weight(Block block, int k) {
    long codes = block.integer("qs", k % 16);
    return block.at("d").times((k < 16 ? codes & 15 : codes >> 4) - 8);
  }
}
