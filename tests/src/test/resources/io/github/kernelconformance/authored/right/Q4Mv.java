import static io.github.kernelconformance.contract.ScalarType.*;

import io.github.kernelconformance.contract.*;

/** dst[r] = sum over i of w[r, i] * x[i], weights in llama.cpp's blocks of 32 codes and a scale. */
public final class Q4Mv implements Contract {
  public void describe(Description it) {
    var rows = it.sizes("rows", 1, 5, 8, 13);
    var k = it.sizes("k", 32, 64, 256, 4096);
    it.kernel("kernel_mul_mv_q4_0_f32");
    var q4 = Layout.block().field("d", HALF).field("qs", UCHAR, 16); // 18 bytes
    it.struct("args").field("ne00", INT, k).field("ne01", INT, rows).field("nb01", ULONG, k.over(32).times(q4.bytes()));
    it.input("src0", q4, rows, k.over(32));
    it.input("src1", FLOAT, k);
    it.output("dst", FLOAT, rows);
    it.grid(rows.over(8)).threads(32, 2);
  }

  public void reference(Case c) {
    c.output("dst", c.size("rows"), r -> c.sum(c.size("k"), i -> weight(c, r, i).times(c.at("src1", i))));
  }

  private static Tracked weight(Case c, int row, int i) {
    Block block = c.block("src0", row, i / 32);
    long codes = block.integer("qs", i % 16); // the low half holds codes 0 to 15, the high half 16 to 31
    return block.at("d").times((i % 32 < 16 ? codes & 15 : codes >> 4) - 8);
  }
}
