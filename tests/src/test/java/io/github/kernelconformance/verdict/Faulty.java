package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cells of a contract whose kernels leave what a test says, without any kernel. */
final class Faulty {

  private final KernelFamily family;
  private final Map<Cell, Problem> problems = new LinkedHashMap<>();

  Faulty(KernelFamily family, Selection selection) {
    this.family = family;
    for (ProblemCells of : family.enumerate(selection).problems()) {
      Problem problem = of.problem(0);
      of.cells().forEach(it -> problems.put(it, problem));
    }
  }

  /** What a kernel leaves; empty where it leaves what is right. */
  interface Kernel {
    Optional<Map<String, Expected>> leaves(Problem problem, Cell cell);
  }

  List<Cell> cells() {
    return List.copyOf(problems.keySet());
  }

  Problem problem(Cell cell) {
    return problems.get(cell);
  }

  List<Diagnosis> diagnoses(List<CellResult> results) {
    return CauseSearch.of(results, it -> family, problems::get);
  }

  List<CellResult> results(Kernel kernel) {
    List<CellResult> results = new ArrayList<>();
    problems.forEach(
        (cell, problem) -> {
          Map<String, Expected> right = problem.expected(cell);
          Map<String, ArrayType> types = family.arrays(cell);
          Map<String, byte[]> outputs = new HashMap<>();
          kernel
              .leaves(problem, cell)
              .orElse(right)
              .forEach((name, it) -> outputs.put(name, bytes(types.get(name), it)));
          results.add(result(cell, outputs, right, types));
        });
    return results;
  }

  static CellResult result(
      Cell cell,
      Map<String, byte[]> outputs,
      Map<String, Expected> right,
      Map<String, ArrayType> types) {
    CellResult result = Comparison.compare(cell, outputs, right, types).withoutVacuity();
    return result.status().failed()
        ? result.with(new Evidence(List.of(), List.of()).with(outputs, right, types))
        : result;
  }

  private static byte[] bytes(ArrayType type, Expected expected) {
    Numbers numbers = Numbers.of(type, expected).orElseThrow();
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.size() * type.element().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.size(); i++) {
      boolean known = !Double.isNaN(numbers.bounds()[i]);
      type.element().put(bytes, known ? numbers.values()[i] : Double.NaN);
    }
    return bytes.array();
  }
}
