package io.github.kernelconformance.bundled;

import java.util.Optional;
import java.util.function.IntPredicate;

/** A part of K that a kernel takes with code of its own, so that a fault may be there alone. */
enum Region {
  EVERYWHERE(""),
  FULL_BLOCKS(", in full blocks"),
  TAIL(", in the tail"),
  FIRST(", in the first groups of each lane"),
  LATER(", in the later groups of each lane");

  private final String words;

  Region(String words) {
    this.words = words;
  }

  /** What follows the words of a fault. */
  String words() {
    return words;
  }

  /** The places of the region; empty where the kernel has no such part, or all of K is in it. */
  Optional<IntPredicate> of(QmvOperands operands) {
    if (this == EVERYWHERE) {
      return Optional.of(k -> true);
    }
    boolean blocks = this == FULL_BLOCKS || this == TAIL;
    boolean first = this == FULL_BLOCKS || this == FIRST;
    int border = blocks ? blocksEnd(operands) : laneEnd(operands);
    if (border <= 0 || border >= operands.dense().k()) {
      return Optional.empty();
    }
    boolean lanes = !blocks && operands.kernel() == QmvKernel.QMV_QUAD;
    int share = operands.dense().k() / 4;
    int group = operands.groupSize();
    if (lanes) {
      return Optional.of(k -> k % share < group == first);
    }
    return Optional.of(k -> k < border == first);
  }

  /** Where the tail begins; 0 for kernels that take whole blocks alone. */
  static int blocksEnd(QmvOperands operands) {
    if (operands.kernel() != QmvKernel.QMV) {
      return 0;
    }
    int block = QmvKernel.block(operands.cell().mode());
    return (operands.dense().k() - 1) / block * block;
  }

  private static int laneEnd(QmvOperands operands) {
    int group = operands.groupSize();
    return switch (operands.kernel()) {
      case QMV_QUAD -> operands.dense().k() / 4 > group ? group : 0;
      case QMV_WIDE -> QmvKernel.wideLanes(operands.cell().mode()) * group;
      default -> 0;
    };
  }
}
