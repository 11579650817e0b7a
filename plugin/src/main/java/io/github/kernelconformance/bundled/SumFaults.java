package io.github.kernelconformance.bundled;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Faults of which terms are added, and of the x that they have. */
final class SumFaults {

  /** A part of K, given what the kernel reads; empty where there is none. */
  private interface Stretch {
    Optional<IntPredicate> of(QmvOperands operands);
  }

  private final List<QmvFault> faults = new ArrayList<>();

  private SumFaults() {}

  /** All of them. */
  static List<QmvFault> all() {
    SumFaults all = new SumFaults();
    all.stretch("tail", "tail", Region.TAIL::of);
    all.stretch("full-blocks", "full blocks", Region.FULL_BLOCKS::of);
    all.stretch("first-block", "first block", o -> block(o, 0));
    all.stretch("last-block", "last full block", o -> block(o, lastBlock(o)));
    all.leftOut(
        "all-but-the-last-block",
        "every block but the last",
        o -> lastBlock(o) > 0 ? from(o, 0, lastBlock(o) * step(o)) : Optional.empty());
    all.stretch("first-group", "first group", o -> from(o, 0, o.groupSize()));
    all.stretch(
        "last-group", "last group", o -> from(o, o.dense().k() - o.groupSize(), o.dense().k()));
    all.stretch("last", "last place along K", o -> from(o, o.dense().k() - 1, o.dense().k()));
    all.stretch("first", "first place along K", o -> from(o, 0, 1));
    for (int lane = 0; lane < 32; lane++) {
      int left = lane;
      all.leftOut("lane-" + lane, "lane " + lane, o -> lanes(o, it -> it == left));
    }
    for (int step = 1; step < 32; step *= 2) {
      int bit = step;
      all.leftOut(
          "step-" + step,
          "every lane that is %d lanes apart from the one that writes".formatted(step),
          o -> lanes(o, it -> (it & bit) != 0));
    }
    all.leftOut("others", "every lane but the first", o -> lanes(o, it -> it > 0));
    all.vectors();
    return all.faults;
  }

  private void stretch(String id, String words, Stretch stretch) {
    leftOut(id, words, stretch);
    times("doubled." + id, words + " added twice", stretch, 2);
  }

  private void leftOut(String id, String words, Stretch stretch) {
    times("left-out." + id, words + " left out of the sum", stretch, 0);
  }

  private void times(String id, String words, Stretch stretch, int times) {
    faults.add(
        QmvFault.of(
            id,
            words,
            (o, right) -> stretch.of(o).map(where -> right.times(k -> where.test(k) ? times : 1))));
  }

  private void vectors() {
    x("first-block", "x of the first block", o -> k -> k % step(o));
    x("first-group", "x of the first group", o -> k -> k % o.groupSize());
    x("pairs", "neighbouring x in the wrong order", o -> k -> k ^ 1);
  }

  private void x(
      String id, String words, java.util.function.Function<QmvOperands, IntUnaryOperator> place) {
    faults.addAll(
        GroupFaults.regions(
            "x." + id,
            words,
            (o, right, where) -> {
              IntUnaryOperator at = place.apply(o);
              return right.x(right.x().but(where, (row, k) -> o.x(row, at.applyAsInt(k))));
            }));
  }

  private static Optional<IntPredicate> from(QmvOperands operands, int first, int end) {
    return first == 0 && end >= operands.dense().k()
        ? Optional.empty()
        : Optional.of(k -> k >= first && k < end);
  }

  private static Optional<IntPredicate> block(QmvOperands operands, int number) {
    int step = step(operands);
    boolean blocks = operands.kernel().function().equals("qmv") || fast(operands);
    int all =
        operands.kernel() == QmvKernel.QMV ? Region.blocksEnd(operands) : operands.dense().k();
    return blocks && number >= 0 && (number + 1) * step <= all
        ? from(operands, number * step, (number + 1) * step)
        : Optional.empty();
  }

  private static int lastBlock(QmvOperands operands) {
    int all =
        operands.kernel() == QmvKernel.QMV ? Region.blocksEnd(operands) : operands.dense().k();
    return all / step(operands) - 1;
  }

  private static boolean fast(QmvOperands operands) {
    return operands.kernel() == QmvKernel.QMV_FAST || operands.kernel() == QmvKernel.QMV_FAST_R_2;
  }

  /** What a SIMD group takes at a time. */
  private static int step(QmvOperands operands) {
    Mode mode = operands.cell().mode();
    return fast(operands) ? QmvKernel.fastStep(mode) : QmvKernel.block(mode);
  }

  /** The places of some of the lanes that share a row of w. */
  private static Optional<IntPredicate> lanes(QmvOperands operands, IntPredicate which) {
    int k = operands.dense().k();
    int group = operands.groupSize();
    int share = step(operands) / 32;
    int wide = QmvKernel.wideLanes(operands.cell().mode());
    IntUnaryOperator lane =
        switch (operands.kernel()) {
          case QMV_QUAD -> place -> place / (k / 4);
          case QMV_WIDE -> place -> place / group % wide;
          default -> place -> place / share % 32;
        };
    for (int place = 0; place < k; place += Math.min(share, group)) {
      if (which.test(lane.applyAsInt(place))) {
        return Optional.of(it -> which.test(lane.applyAsInt(it)));
      }
    }
    return Optional.empty();
  }
}
