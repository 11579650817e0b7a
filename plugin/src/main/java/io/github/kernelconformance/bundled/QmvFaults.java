package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The faults of a mode: each an alternative reference, computed as the right one is. */
final class QmvFaults {

  private static final Map<Mode, QmvFaults> MODES = new ConcurrentHashMap<>();

  private final Map<String, QmvFault> faults = new LinkedHashMap<>();

  private QmvFaults(Mode mode) {
    List<QmvFault> all = new ArrayList<>();
    if (mode instanceof FpMode fp) {
      all.addAll(GroupFaults.of(fp));
      all.addAll(ElementFaults.of(fp));
      all.addAll(SumFaults.inTheTypeOfX());
    } else {
      all.addAll(GroupFaults.affine());
      all.addAll(ElementFaults.of((AffineMode) mode));
    }
    all.addAll(SumFaults.all());
    all.addAll(RowFaults.all());
    all.forEach(it -> faults.put(it.hypothesis().id(), it));
  }

  /** Those of a mode. */
  static QmvFaults of(Mode mode) {
    return MODES.computeIfAbsent(mode, QmvFaults::new);
  }

  /** Their names. */
  List<Hypothesis> hypotheses() {
    return faults.values().stream().map(QmvFault::hypothesis).toList();
  }

  /** How a right kernel reads. */
  static Reading right(QmvOperands operands) {
    Shape shape = operands.dense();
    int group = operands.groupSize();
    Reading.Part element;
    Reading.Part scale;
    Reading.Part bias;
    if (operands.cell().mode() instanceof FpMode mode) {
      element = (row, k) -> mode.element().decode(operands.code(row, k));
      scale = (row, k) -> mode.scale().decode((int) operands.scale(row, k / group));
      bias = (row, k) -> 0;
    } else {
      element = operands::code;
      scale = (row, k) -> operands.scale(row, k / group);
      bias = (row, k) -> operands.bias(row, k / group);
    }
    return new Reading(
        i -> Qmv.weightRow(shape, i),
        i -> i / shape.n(),
        operands::x,
        element,
        scale,
        bias,
        k -> 1,
        Reading.Narrow.NOT,
        operands.globalFactor());
  }

  /**
   * What a kernel with a fault leaves; empty where it leaves what a right one does.
   *
   * @param right what a right one computes
   */
  Optional<Expected> supposing(Hypothesis hypothesis, QmvOperands operands, Reference right) {
    QmvFault fault = faults.get(hypothesis.id());
    if (fault == null) {
      return Optional.empty();
    }
    // Roundings that the right kernel is allowed in another type may be larger with other weights.
    double[] slack = Arrays.stream(right.slack()).map(it -> 2 * it).toArray();
    return fault
        .reading()
        .apply(operands, right(operands))
        .map(it -> it.reference(right.values().length, operands.dense().k(), right.depth(), slack))
        .filter(it -> !Arrays.equals(it.values(), right.values()))
        .map(it -> it.expected(Pattern.NORMAL));
  }
}
