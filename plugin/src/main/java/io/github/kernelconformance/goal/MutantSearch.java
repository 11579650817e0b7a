package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.MutantLibrary;
import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.mutation.Fate;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks beyond the matrix for a cell that would have killed a survivor: one size is larger than any
 * of its axis, the others are the largest there are, and inputs are of every distribution.
 */
final class MutantSearch {

  /** For one survivor. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** For all. */
  private static final Duration TOTAL = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Workspace workspace;
  private final Selection selection;
  private final MutantLibrary library;
  private final Map<String, List<ConformanceMatrix>> beyond = new HashMap<>();
  private final long end = System.nanoTime() + TOTAL.toNanos();

  /**
   * @param selection of the build, whose words hold but for sizes
   */
  MutantSearch(Workspace workspace, Selection selection, MutantLibrary library) {
    this.workspace = workspace;
    this.selection = selection;
    this.library = library;
  }

  /**
   * A survivor with what was found; any other result as it is.
   *
   * @param cells those that reach it
   */
  MutantResult explained(MutantResult result, Collection<Cell> cells) throws DeviceException {
    if (result.fate() != Fate.SURVIVED || System.nanoTime() > end) {
      return result;
    }
    long limit = Math.min(end, System.nanoTime() + LIMIT.toNanos());
    Map<String, Set<String>> kernels = new LinkedHashMap<>();
    cells.forEach(
        it ->
            kernels.computeIfAbsent(it.contract(), key -> new LinkedHashSet<>()).add(it.kernel()));
    int tried = 0;
    for (Map.Entry<String, Set<String>> it : kernels.entrySet()) {
      for (ConformanceMatrix matrix : beyond(it.getKey())) {
        Experiment experiment = new Experiment(matrix, workspace::lacks);
        for (Cell cell : byPattern(matrix.cells(), it.getValue())) {
          if (System.nanoTime() > limit) {
            return result.saying(nothing(tried));
          }
          tried++;
          Optional<CellResult> killer = killer(experiment, cell, result.mutant());
          if (killer.isPresent()) {
            return result.saying(
                "The cell %s, which the matrix does not have, would kill it: %s."
                    .formatted(cell.id(), killer.get().status().id()));
          }
        }
      }
    }
    return result.saying(nothing(tried));
  }

  private static String nothing(int tried) {
    return "A search through %d cells with larger sizes found none that kills it.".formatted(tried);
  }

  private Optional<CellResult> killer(Experiment experiment, Cell cell, Mutant mutant)
      throws DeviceException {
    CellResult mutated =
        experiment.run(library.choosing(mutant.number(), PATIENCE), List.of(cell)).get(0);
    if (!mutated.status().failed() || mutated.status() == Status.CONTRACT_ERROR) {
      return Optional.empty();
    }
    CellResult right = experiment.run(library.choosing(0, PATIENCE), List.of(cell)).get(0);
    return right.status().failed() ? Optional.empty() : Optional.of(mutated);
  }

  /** Of each pattern first one cell, then the others. */
  private static Set<Cell> byPattern(List<Cell> cells, Set<String> kernels) {
    List<Cell> some = cells.stream().filter(it -> kernels.contains(it.kernel())).toList();
    Map<String, Cell> first =
        some.stream()
            .collect(
                Collectors.toMap(Cell::pattern, it -> it, (one, same) -> one, LinkedHashMap::new));
    Set<Cell> ordered = new LinkedHashSet<>(first.values());
    ordered.addAll(some);
    return ordered;
  }

  private synchronized List<ConformanceMatrix> beyond(String contract) {
    return beyond.computeIfAbsent(contract, this::matrices);
  }

  /** A matrix for each size axis of a contract, with a larger size on it. */
  private List<ConformanceMatrix> matrices(String contract) {
    List<Cell> cells =
        workspace.matrix().cells().stream().filter(it -> it.contract().equals(contract)).toList();
    Map<String, Integer> largest = new LinkedHashMap<>();
    for (Cell cell : cells) {
      for (Axis axis : cell.at().axes()) {
        if (axis.isSize() && cell.at().value(axis).orElse(null) instanceof Integer value) {
          largest.merge(axis.name(), value, Math::max);
        }
      }
    }
    KernelFamily family =
        workspace.matrix().families().stream()
            .filter(it -> it.name().equals(contract))
            .findFirst()
            .orElseThrow();
    List<ConformanceMatrix> matrices = new ArrayList<>();
    for (String axis : largest.keySet()) {
      for (int factor : List.of(2, 4)) {
        Map<String, Integer> sizes = new LinkedHashMap<>(largest);
        sizes.merge(axis, factor, (size, times) -> size * times + (times == 2 ? 1 : 0));
        matrix(family, sizes).ifPresent(matrices::add);
      }
    }
    return matrices;
  }

  private Optional<ConformanceMatrix> matrix(KernelFamily family, Map<String, Integer> sizes) {
    Map<String, String> axes = new HashMap<>();
    Map<String, String> words = new HashMap<>();
    sizes.forEach(
        (axis, size) -> {
          String word = axis.toLowerCase(Locale.ROOT);
          if (family.axes().contains(axis)) {
            axes.put(axis, Integer.toString(size));
          } else if (family.words().contains(word)) {
            words.put(word, Integer.toString(size));
          }
        });
    try {
      ConformanceMatrix matrix =
          ConformanceMatrix.of(
              new Selection(List.of(family.name()), words(words), axes, CellFilter.ALL),
              workspace.families());
      return matrix.cells().isEmpty() ? Optional.empty() : Optional.of(matrix);
    } catch (ConfigurationException e) {
      return Optional.empty(); // the contract has no such size
    }
  }

  /** What the build says, but for these. */
  private Map<String, String> words(Map<String, String> others) {
    Map<String, String> words = new HashMap<>(selection.words());
    words.putAll(others);
    return words;
  }
}
