package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the cells of a contract tell of the contract itself.
 *
 * @param cells how many it has in the matrix
 * @param compared how many ran and were compared with a reference
 * @param worst of each type the passing cell that used most of its bound, in the order of the
 *     cells; without types of which none passed. Types are apart, for where an output is rounded to
 *     few bits, right kernels use all of a bound.
 * @param vacuous how many cells prove nothing, since zeros are within their bounds
 * @param blind the kernels that some cells cannot tell, in order; cells that the contract says are
 *     silent do not count
 * @param silences the reasons why cells are silent, in the order of the cells
 * @param exclusions what inputs the contract leaves out, with the reasons
 * @param unseen what makes the contract worthless: kernels that no cell of a type and variant can
 *     tell
 */
public record ContractFacts(
    String contract,
    int cells,
    int compared,
    List<Worst> worst,
    int vacuous,
    List<Blind> blind,
    List<Silence> silences,
    List<String> exclusions,
    List<Unseen> unseen) {

  /**
   * The cell of a type that used most of its bound.
   *
   * @param type the cell's value on the axis of types; empty if there is none
   * @param boundRatio from 0 to 1; 0 if all outputs are exact
   */
  public record Worst(String type, double boundRatio, String cell) {}

  /**
   * A kernel that some cells cannot tell.
   *
   * @param cells how many
   * @param first the id of the first of them
   */
  public record Blind(BlindKernel kernel, int cells, String first) {}

  /**
   * Cells that the contract says tell nothing.
   *
   * @param cells how many
   */
  public record Silence(String reason, int cells) {}

  /**
   * A kernel that no cell can tell.
   *
   * @param where the mode, type and variant of the cells, for example {@code float/looped}; empty
   *     where these are all cells of the contract
   * @param cells how many were compared, silent ones left out
   * @param first the id of the first of them
   */
  public record Unseen(BlindKernel kernel, String where, int cells, String first) {}

  private static final List<Role> PARTS = List.of(Role.MODE, Role.TYPE, Role.VARIANT);

  /** Copies the lists. */
  public ContractFacts {
    worst = List.copyOf(worst);
    blind = List.copyOf(blind);
    silences = List.copyOf(silences);
    exclusions = List.copyOf(exclusions);
    unseen = List.copyOf(unseen);
  }

  /**
   * The facts of all contracts, in the order of their cells.
   *
   * @param exclusions what contracts leave out, by name; those that leave out nothing may lack
   * @param whole whether these are all cells of the matrix. Of a part, no kernel is said to be
   *     unseen: the cells that tell it may be elsewhere.
   */
  public static List<ContractFacts> of(
      List<CellResult> results, Map<String, List<String>> exclusions, boolean whole) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                it -> it.cell().contract(), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            it ->
                of(
                    it.getKey(),
                    it.getValue(),
                    exclusions.getOrDefault(it.getKey(), List.of()),
                    whole))
        .toList();
  }

  private static ContractFacts of(
      String contract, List<CellResult> results, List<String> exclusions, boolean whole) {
    return new ContractFacts(
        contract,
        results.size(),
        (int) results.stream().filter(CellResult::compared).count(),
        worst(results),
        (int) results.stream().filter(it -> it.status() == Status.VACUOUS).count(),
        blind(results),
        silences(results),
        exclusions,
        whole ? unseen(results) : List.of());
  }

  /** Of cells that used as much, the first. */
  private static List<Worst> worst(List<CellResult> results) {
    Map<String, Worst> worst = new LinkedHashMap<>();
    for (CellResult it : results) {
      double ratio = it.measured().boundRatio();
      if (it.status() == Status.PASS && !Double.isNaN(ratio)) {
        String type = it.cell().at().of(Role.TYPE);
        Worst known = worst.get(type);
        if (known == null || ratio > known.boundRatio()) {
          worst.put(type, new Worst(type, ratio, it.cell().id()));
        }
      }
    }
    return List.copyOf(worst.values());
  }

  private static List<Blind> blind(List<CellResult> results) {
    Map<BlindKernel, List<CellResult>> cells = new TreeMap<>();
    speaking(results)
        .forEach(
            result ->
                result
                    .blindness()
                    .kernels()
                    .forEach(it -> cells.computeIfAbsent(it, k -> new ArrayList<>()).add(result)));
    return cells.entrySet().stream()
        .map(it -> new Blind(it.getKey(), it.getValue().size(), first(it.getValue())))
        .toList();
  }

  private static List<Silence> silences(List<CellResult> results) {
    return results.stream()
        .flatMap(it -> it.blindness().silent().stream())
        .collect(
            Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.summingInt(it -> 1)))
        .entrySet()
        .stream()
        .map(it -> new Silence(it.getKey(), it.getValue()))
        .toList();
  }

  /** What would have told a kernel may be in a cell that ended before it could. */
  private static List<Unseen> unseen(List<CellResult> results) {
    if (results.stream().allMatch(it -> it.blindness().kernels().isEmpty())) {
      return List.of();
    }
    Map<String, List<CellResult>> groups =
        results.stream()
            .filter(it -> it.status().ran())
            .collect(
                Collectors.groupingBy(
                    it -> where(it.cell()), LinkedHashMap::new, Collectors.toList()));
    Map<BlindKernel, Map<String, List<CellResult>>> unseen = new TreeMap<>();
    int judged = 0;
    for (Map.Entry<String, List<CellResult>> group : groups.entrySet()) {
      List<CellResult> speaking = speaking(group.getValue()).toList();
      judged += speaking.isEmpty() ? 0 : 1;
      if (group.getValue().stream().allMatch(CellResult::compared)) {
        shared(speaking)
            .forEach(
                it ->
                    unseen
                        .computeIfAbsent(it, kernel -> new LinkedHashMap<>())
                        .put(group.getKey(), speaking));
      }
    }
    List<Unseen> all = new ArrayList<>();
    for (Map.Entry<BlindKernel, Map<String, List<CellResult>>> kernel : unseen.entrySet()) {
      if (kernel.getValue().size() == judged) {
        List<CellResult> cells =
            kernel.getValue().values().stream().flatMap(Collection::stream).toList();
        all.add(new Unseen(kernel.getKey(), "", cells.size(), first(cells)));
      } else {
        kernel
            .getValue()
            .forEach(
                (where, cells) ->
                    all.add(new Unseen(kernel.getKey(), where, cells.size(), first(cells))));
      }
    }
    return all;
  }

  private static List<BlindKernel> shared(List<CellResult> speaking) {
    return speaking.isEmpty()
        ? List.of()
        : speaking.get(0).blindness().kernels().stream()
            .filter(
                kernel ->
                    speaking.stream().allMatch(it -> it.blindness().kernels().contains(kernel)))
            .toList();
  }

  /** What decides which code runs. */
  private static String where(Cell cell) {
    StringBuilder where = new StringBuilder();
    for (Role role : PARTS) {
      String value = cell.at().of(role);
      if (!value.isEmpty()) {
        where.append(where.isEmpty() ? "" : "/").append(value);
      }
    }
    return where.toString();
  }

  private static Stream<CellResult> speaking(List<CellResult> results) {
    return results.stream().filter(it -> it.compared() && it.blindness().silent().isEmpty());
  }

  private static String first(List<CellResult> results) {
    return results.get(0).cell().id();
  }
}
