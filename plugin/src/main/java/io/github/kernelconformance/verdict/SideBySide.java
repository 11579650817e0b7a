package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cells of one matrix on several devices.
 *
 * @param devices their names, in order
 * @param rows cells that each device has a result of, in the order of the first device's matrix
 * @param alone ids of cells that not every device has a result of
 */
public record SideBySide(List<String> devices, List<Row> rows, List<String> alone) {

  /** What {@code relErr} has in its denominator besides the largest reference. */
  private static final double EPSILON = 1e-9;

  /** Scalar types by their names in cells. */
  private static final Map<String, DType> TYPES =
      Map.of(
          "float32", DType.FLOAT32,
          "float", DType.FLOAT32,
          "float16", DType.FLOAT16,
          "half", DType.FLOAT16,
          "bfloat16", DType.BFLOAT16,
          "bfloat", DType.BFLOAT16);

  /** Keeps immutable copies. */
  public SideBySide {
    devices = List.copyOf(devices);
    rows = List.copyOf(rows);
    alone = List.copyOf(alone);
  }

  /**
   * A cell.
   *
   * @param results of each device, in the order of the devices
   */
  public record Row(Cell cell, List<CellResult> results) {

    /** Keeps an immutable copy. */
    public Row {
      results = List.copyOf(results);
    }

    /** Whether the devices do not agree on what became of the cell. */
    public boolean differs() {
      return results.stream().map(CellResult::status).distinct().count() > 1;
    }

    /**
     * The largest error of each device, in ulps of the largest reference in the type of the cell;
     * NaN where nothing was measured, or the type is no type of floating point.
     */
    public List<Double> errors() {
      DType type = TYPES.get(cell.at().of(Axis.Role.TYPE));
      return results.stream()
          .map(it -> type == null ? Double.NaN : error(it.measured(), type))
          .toList();
    }

    private static double error(Measured it, DType type) {
      return it.relErr() * (it.maxAbsReference() + EPSILON) / type.ulp(it.maxAbsReference());
    }

    /** How far the errors of two devices are apart at most, in ulps; NaN where that is unknown. */
    public double distance() {
      List<Double> errors = errors();
      double least = errors.stream().mapToDouble(it -> it).min().orElse(Double.NaN);
      double most = errors.stream().mapToDouble(it -> it).max().orElse(Double.NaN);
      return least == most ? 0 : most - least;
    }
  }

  /**
   * Puts results side by side.
   *
   * @param results by device, each of one matrix
   */
  public static SideBySide of(Map<String, List<CellResult>> results) {
    List<String> devices = List.copyOf(results.keySet());
    Map<String, List<CellResult>> cells = new LinkedHashMap<>();
    results.values().stream()
        .flatMap(List::stream)
        .forEach(it -> cells.computeIfAbsent(it.cell().id(), id -> new ArrayList<>()).add(it));
    List<Row> rows = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    cells.forEach(
        (id, its) -> {
          if (its.size() == devices.size()) {
            rows.add(new Row(its.get(0).cell(), its));
          } else {
            alone.add(id);
          }
        });
    return new SideBySide(devices, rows, alone);
  }

  /** Cells on which the devices do not agree, in order. */
  public List<Row> differing() {
    return rows.stream().filter(Row::differs).toList();
  }

  /** How many of these have each combination of verdicts, in words, the most frequent first. */
  public Map<String, Long> combinations() {
    Map<String, Long> counts =
        differing().stream()
            .collect(
                Collectors.groupingBy(
                    row ->
                        row.results().stream()
                            .map(it -> it.status().id())
                            .collect(Collectors.joining(", ")),
                    LinkedHashMap::new,
                    Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(it -> sorted.put(it.getKey(), it.getValue()));
    return sorted;
  }

  /** Of the cells that pass everywhere those whose errors are farthest apart, at most so many. */
  public List<Row> farthest(int most) {
    return rows.stream()
        .filter(it -> it.results().stream().allMatch(result -> result.status() == Status.PASS))
        .filter(it -> it.distance() > 0)
        .sorted(Comparator.comparingDouble(Row::distance).reversed())
        .limit(most)
        .toList();
  }
}
