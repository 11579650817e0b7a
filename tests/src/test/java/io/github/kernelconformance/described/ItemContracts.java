package io.github.kernelconformance.described;

import static io.github.kernelconformance.contract.ScalarType.CHAR;
import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.HALF;
import static io.github.kernelconformance.contract.ScalarType.INT;
import static io.github.kernelconformance.contract.ScalarType.LONG;
import static io.github.kernelconformance.contract.ScalarType.SHORT;
import static io.github.kernelconformance.contract.ScalarType.UCHAR;
import static io.github.kernelconformance.contract.ScalarType.UINT;
import static io.github.kernelconformance.contract.ScalarType.ULONG;
import static io.github.kernelconformance.contract.ScalarType.USHORT;

import io.github.kernelconformance.contract.Block;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.Property;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.contract.Violation;
import java.util.List;
import java.util.stream.IntStream;

/** Contracts of the kernels in items.metal. */
final class ItemContracts {

  private ItemContracts() {}

  /** Two odd axes, an int32 and a half output. */
  public static final class Toy implements Contract {
    @Override
    public void describe(Description it) {
      var width = it.sizes("width", 1, 7, 33);
      var turns = it.sizes("turns", 2, 5);
      it.kernel("toy");
      it.input("x", FLOAT, width);
      it.output("code", INT, width);
      it.output("part", HALF, width);
      it.value("width", width);
      it.value("turns", turns);
      it.grid(width.over(48)).threads(48);
    }

    @Override
    public void reference(Case c) {
      int turns = c.size("turns");
      c.exactly("code", c.size("width"), i -> (long) i * turns);
      c.output("part", c.size("width"), i -> c.at("x", i).times(turns));
    }
  }

  /** Strides of a tensor as an array, a grid in threads, threadgroups of 96. */
  public static final class Scale implements Contract {
    @Override
    public void describe(Description it) {
      var type = it.types("T", FLOAT, HALF);
      var rows = it.sizes("rows", 1, 5);
      var n = it.sizes("n", 1, 33, 100);
      it.kernel("scale_{T}");
      var x = it.input("x", type, rows, n);
      it.strides("x_strides", x);
      it.array("shape", rows, n);
      it.value("factor", at -> 1 / Math.sqrt(at.size("n")));
      it.output("out", type, rows, n);
      it.gridOfThreads(n, rows).threads(48, 2);
    }

    @Override
    public void reference(Case c) {
      for (int row = 0; row < c.size("rows"); row++) {
        int r = row;
        c.output("out", c.size("n"), i -> c.at("x", r, i).times(c.value("factor")), r);
      }
    }
  }

  /** A struct of sizes and a byte stride; blocks of 18 bytes. */
  public static final class Q4Mv implements Contract {
    @Override
    public void describe(Description it) {
      var rows = it.sizes("rows", 1, 5, 13);
      var k = it.sizes("k", 32, 96, 1056);
      it.kernel("kernel_mul_mv_q4_0_f32");
      var q4 = Layout.block().field("d", HALF).field("qs", UCHAR, 16);
      var src0 = it.input("src0", q4, rows, k.over(32));
      it.struct("args")
          .field("ne00", INT, k)
          .field("ne01", INT, rows)
          .field("nb01", ULONG, src0.byteStride(0));
      it.input("src1", FLOAT, k);
      it.output("dst", FLOAT, rows);
      it.grid(rows.over(8)).threads(32, 2);
    }

    @Override
    public void reference(Case c) {
      c.output(
          "dst",
          c.size("rows"),
          r -> c.sum(c.size("k"), i -> weight(c, r, i).times(c.at("src1", i))));
    }

    private static Tracked weight(Case c, int row, int i) {
      Block block = c.block("src0", row, i / 32);
      long codes = block.integer("qs", i % 16);
      return block.at("d").times((i % 32 < 16 ? codes & 15 : codes >> 4) - 8);
    }
  }

  /** A buffer that is read and written; buffers inside their allocations. */
  public static final class Accumulate implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 1, 50);
      it.kernel("accumulate");
      it.inout("acc", FLOAT, n).offset(Dim.of(16));
      it.input("x", FLOAT, n).offset(n.times(4));
      it.gridOfThreads(n).threads(32);
    }

    @Override
    public void reference(Case c) {
      c.output("acc", c.size("n"), i -> c.at("acc", i).plus(c.at("x", i)));
    }
  }

  /** Threadgroup memory, an argument that may be unbound, a flag, an odd threadgroup. */
  public static final class Reverse implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 1, 31, 33, 100);
      var masked = it.flag("masked");
      it.kernel("reverse");
      it.input("x", FLOAT, n);
      it.input("mask", FLOAT, n).mask().when(masked.isSet());
      it.value("has_mask", masked);
      it.threadgroup("shared", FLOAT, n);
      it.output("out", FLOAT, n);
      it.grid(Dim.of(1)).threads(n);
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      boolean masked = c.flag("masked");
      c.output(
          "out",
          n,
          i -> {
            Tracked x = c.at("x", n - 1 - i);
            return masked ? x.plus(c.at("mask", n - 1 - i)) : x;
          });
    }
  }

  /** A property: sorted, and a permutation. */
  public static final class Argsort implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 1, 40);
      it.kernel("argsort");
      it.input("keys", INT, n);
      it.output("order", INT, n);
      it.value("n", n);
      it.gridOfThreads(n).threads(16);
    }

    @Override
    public void reference(Case c) {
      c.satisfies(
          "order",
          Property.permutation()
              .and(
                  written ->
                      IntStream.range(1, written.size(0))
                          .filter(
                              i ->
                                  c.integer("keys", (int) written.at(i - 1))
                                      > c.integer("keys", (int) written.at(i)))
                          .mapToObj(i -> new Violation(List.of(i), written.at(i - 1)))
                          .findFirst()));
    }
  }

  /** One of some. */
  public static final class Argmax implements Contract {
    @Override
    public void describe(Description it) {
      var rows = it.sizes("rows", 1, 9);
      var n = it.sizes("n", 1, 33);
      it.kernel("argmax");
      it.input("x", FLOAT, rows, n);
      it.value("n", n);
      it.output("index", UINT, rows);
      it.gridOfThreads(rows).threads(8);
      it.excludes(Distribution.NAN, "which index stands for NaN is not told");
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      for (int r = 0; r < c.size("rows"); r++) {
        int row = r;
        double max = c.max(n, i -> c.at("x", row, i)).value();
        c.oneOf(
            "index",
            IntStream.range(0, n)
                .filter(i -> c.at("x", row, i).value() == max)
                .asLongStream()
                .toArray(),
            row);
      }
    }
  }

  /** Integers of all widths, read and given by value; an index below a size; a table by formula. */
  public static final class Scalars implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 1, 20);
      var vocabulary = it.sizes("vocabulary", 3);
      it.kernel("scalars");
      it.input("c", CHAR, n);
      it.input("u", USHORT, n);
      it.input("token", INT, n).below(vocabulary);
      it.input("table", LONG, vocabulary)
          .filled(
              (values, at, draw) -> {
                for (int i = 0; i < values.length; i++) {
                  values[i] = -1000.0 * i + draw.below(10);
                }
              });
      it.output("out", LONG, n);
      it.value("s", SHORT, -7);
      it.value("b", UCHAR, n.times(2));
      it.value("l", ULONG, at -> 0x1p40);
      it.value("h", HALF, 3);
      it.gridOfThreads(n).threads(64);
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      c.exactly(
          "out",
          n,
          i ->
              c.integer("c", i)
                  + c.integer("u", i)
                  + c.integer("table", (int) c.integer("token", i))
                  - 7
                  + 2L * n
                  + (1L << 40)
                  + 3);
    }
  }

  /** Two kernels, of which one is legal at few points; an output with strides. */
  public static final class Copy implements Contract {
    @Override
    public void describe(Description it) {
      var rows = it.sizes("rows", 1, 3);
      var n = it.sizes("n", 1, 33, 100);
      it.kernel("copy_rows").named("rows").when(n.isAtMost(64)).grid(rows).threads(32);
      var all = it.kernel("copy_all").named("all");
      it.input("x", INT, rows, n);
      var out = it.output("out", INT, rows, n);
      it.value("n", n);
      it.strides("out_strides", out);
      it.value("rows", rows).of(all);
      it.grid(rows.times(n).over(64)).threads(64);
    }

    @Override
    public void reference(Case c) {
      for (int row = 0; row < c.size("rows"); row++) {
        int r = row;
        c.exactly("out", c.size("x", 1), i -> c.integer("x", r, i), r);
      }
    }
  }
}
