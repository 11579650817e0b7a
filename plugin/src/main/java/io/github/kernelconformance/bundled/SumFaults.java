package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Faults of which terms are added, and of the x that they have. */
final class SumFaults {

  /** A part of K, given what the kernel reads; empty where there is none. */
  private interface Stretch {
    Optional<IntPredicate> of(QmvOperands operands);
  }

  /** Columns that a lane takes at once, at least. */
  private static final int LANE_STEP = 8;

  private final List<QmvFault> faults = new ArrayList<>();

  private SumFaults() {}

  /** All of them. */
  static List<QmvFault> all() {
    SumFaults all = new SumFaults();
    all.stretch("tail", "tail", SumFaults::tail);
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
    all.leftOut(
        "all-but-a-lanes-last",
        "all but the last step of each lane's columns",
        o -> steps(o, (step, last) -> step < last));
    all.leftOut(
        "all-but-a-lanes-first",
        "all but the first step of each lane's columns",
        o -> steps(o, (step, last) -> step > 0));
    all.leftOut(
        "all-but-the-last-pass",
        "all but the last pass of each lane over K",
        o -> passes(o, (pass, last) -> pass < last));
    all.leftOut(
        "all-but-the-first-pass",
        "all but the first pass of each lane over K",
        o -> passes(o, (pass, last) -> pass > 0));
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

  /** Those of the type that neighbouring products are kept in. */
  static List<QmvFault> inTheTypeOfX() {
    List<QmvFault> all = new ArrayList<>();
    for (int columns = 4; columns <= 32; columns *= 2) {
      String words = "products of %d neighbouring columns".formatted(columns);
      int count = columns;
      all.add(
          narrow(
              "products-" + columns,
              words + " rounded to the type of x and summed in it",
              (o, right) -> right.kept(new Reading.Narrow(o.cell().dtype(), count, false))));
      all.add(
          narrow(
              "fused-products-" + columns,
              words + " summed in the type of x",
              (o, right) -> right.kept(new Reading.Narrow(o.cell().dtype(), count, true))));
    }
    all.add(
        narrow(
            "weights",
            "weights rounded to the type of x",
            (o, right) ->
                right
                    .element(
                        (row, k) ->
                            o.cell()
                                .dtype()
                                .round(right.element().at(row, k) * right.scale().at(row, k)))
                    .scale((row, k) -> 1)));
    return all;
  }

  private static QmvFault narrow(
      String id, String words, BiFunction<QmvOperands, Reading, Reading> reading) {
    return QmvFault.of(
        "narrow." + id,
        words,
        (o, right) ->
            o.cell().dtype() == DType.FLOAT32
                ? Optional.empty()
                : Optional.of(reading.apply(o, right)));
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

  /** The tail, which is all of K where that is one block at most. */
  private static Optional<IntPredicate> tail(QmvOperands operands) {
    int begin = Region.blocksEnd(operands);
    return operands.kernel() == QmvKernel.QMV ? Optional.of(k -> k >= begin) : Optional.empty();
  }

  /** Whether a place is meant, given the number of what it is in and that of the last. */
  private interface Among {
    boolean is(int number, int last);
  }

  /**
   * Steps of a lane: of the neighbouring columns that are its own, kernels take a few at once.
   * Empty where they take all at once.
   */
  private static Optional<IntPredicate> steps(QmvOperands operands, Among which) {
    int share =
        operands.kernel() == QmvKernel.QMV_QUAD
            ? operands.dense().k() / 4
            : fast(operands) ? step(operands) / 32 : 0;
    int last = share / LANE_STEP - 1;
    return last > 0 && share % LANE_STEP == 0
        ? Optional.of(k -> which.is(k % share / LANE_STEP, last))
        : Optional.empty();
  }

  /** Passes of the lanes that share a row of w; empty where there is one alone. */
  private static Optional<IntPredicate> passes(QmvOperands operands, Among which) {
    int k = operands.dense().k();
    int length =
        switch (operands.kernel()) {
          case QMV_QUAD -> k;
          case QMV_WIDE -> QmvKernel.wideLanes(operands.cell().mode()) * operands.groupSize();
          default -> step(operands);
        };
    // A lane that has no columns in the last pass has its last one before.
    return length < k
        ? Optional.of(at -> which.is(at / length, (k - 1 - at % length) / length))
        : Optional.empty();
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
