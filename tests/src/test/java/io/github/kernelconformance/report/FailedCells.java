package io.github.kernelconformance.report;

import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Comparison;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.SyntheticMatrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Cells of {@link FpQmv} that failed, each in another way, as a run would have them. */
final class FailedCells {

  private static final FpQmv FAMILY = new FpQmv();

  private FailedCells() {}

  /** An output whose first element is 100 times too large; the others are right. */
  static CellResult mismatch(Cell cell) {
    return mismatch(cell, values -> values[0] *= 100);
  }

  /** An output with a NaN and both infinities. */
  static CellResult notFinite(Cell cell) {
    return mismatch(
        cell,
        values -> {
          values[0] = Double.NaN;
          values[1] = Double.POSITIVE_INFINITY;
          values[2] = Double.NEGATIVE_INFINITY;
        });
  }

  private static CellResult mismatch(Cell cell, Consumer<double[]> damage) {
    Problem problem = problem(cell);
    double[] values = values(problem.expected(cell).get("y")).clone();
    damage.accept(values);
    return compared(cell, problem, values);
  }

  private static CellResult compared(Cell cell, Problem problem, double[] values) {
    Map<String, byte[]> outputs = Map.of("y", QmvCell.of(cell).dtype().encode(values));
    Map<String, ArrayType> arrays = FAMILY.arrays(cell);
    return Comparison.compare(cell, outputs, problem.expected(cell), arrays)
        .with(inputs(cell, problem.launch(cell)).with(outputs, problem.expected(cell), arrays));
  }

  private static Problem problem(Cell cell) {
    QmvCell typed = QmvCell.of(cell);
    return FAMILY.problem(typed.mode(), typed.shape(), typed.pattern(), 0);
  }

  private static double[] values(Expected expected) {
    return expected instanceof Expected.Near near
        ? near.values()
        : ((Expected.Rounded) expected).values();
  }

  /** Right numbers, and two threads that met in a tile. */
  static CellResult race(Cell cell) {
    Problem problem = problem(cell);
    Finding race =
        new Finding(
            Finding.Kind.RACE,
            "read of 4 bytes at tile[1] (byte 4)",
            cell.kernel(),
            new Finding.Site(1, "src/main/metal/qmv.h", 70, 9, 3, 0, 0, 0, 2),
            Optional.of(new Finding.Access(false, "tile", 4, 4, 0, 1)),
            Optional.of(new Finding.Site(2, "src/main/metal/qmv.h", 66, 5, 3, 0, 0, 0, 1)),
            5);
    return compared(cell, problem, values(problem.expected(cell).get("y")))
        .with(new Execution(Map.of(), List.of(race), 0));
  }

  /** A kernel that took its worker down, whose message would like to be a script. */
  static CellResult crash(Cell cell) {
    Problem problem = problem(cell);
    return SyntheticMatrix.crash(
            cell, "SIGSEGV </script><script>document.title='taken'</script><!--")
        .with(inputs(cell, problem.launch(cell)));
  }

  static Bundle bundle(CellResult result) {
    Cell cell = result.cell();
    Problem problem = problem(cell);
    return new Bundle(result, problem.launch(cell), FAMILY.arrays(cell), problem.expected(cell), 0);
  }

  private static Evidence inputs(Cell cell, Launch launch) {
    return Evidence.of(launch, FAMILY.arrays(cell));
  }
}
