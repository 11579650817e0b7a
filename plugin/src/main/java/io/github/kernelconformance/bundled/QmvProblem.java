package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inputs of one mode, shape and pattern, shared by every type and variant that runs them. */
public abstract class QmvProblem implements Problem {

  private final QmvFamily family;

  QmvProblem(QmvFamily family) {
    this.family = family;
  }

  /** The family that the kernels belong to. */
  final QmvFamily family() {
    return family;
  }

  /**
   * The expected result where x and y are of the dtype, for variants that compute the plain
   * product; y itself is not rounded.
   */
  abstract Reference reference(DType dtype);

  /** The expected result of a cell. */
  Reference reference(QmvCell cell) {
    return reference(cell.dtype());
  }

  @Override
  public final Map<String, Expected> expected(Cell cell) {
    QmvCell typed = QmvCell.of(cell);
    return Map.of(family.argument("y"), y(typed));
  }

  /** What the kernel of a cell is to leave in y. */
  Expected y(QmvCell cell) {
    return reference(cell).expected(pattern(cell));
  }

  /**
   * How results are compared: as the cell's pattern says, unless its inputs were changed so that
   * sums need not be exact any more.
   */
  Pattern pattern(QmvCell cell) {
    return cell.pattern();
  }

  /** What a cell's kernel finds in its buffers. */
  abstract QmvOperands operands(QmvCell cell);

  @Override
  public final List<Hypothesis> hypotheses(Cell cell, Map<String, byte[]> outputs) {
    QmvCell typed = QmvCell.of(cell);
    // A NaN says nothing of what made it, so faults could not be told apart.
    return pattern(typed) == Pattern.SPECIAL ? List.of() : QmvFaults.of(typed.mode()).hypotheses();
  }

  @Override
  public final Optional<Map<String, Expected>> supposing(Cell cell, Hypothesis hypothesis) {
    QmvCell typed = QmvCell.of(cell);
    return QmvFaults.of(typed.mode())
        .supposing(hypothesis, operands(typed), reference(typed))
        .map(it -> Map.of(family.argument("y"), it));
  }

  @Override
  public final long supposingCost(Cell cell) {
    Shape shape = QmvCell.of(cell).shape();
    return 10L * shape.batch() * shape.m() * shape.n() * shape.k();
  }
}
