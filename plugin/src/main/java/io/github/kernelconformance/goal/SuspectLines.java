package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Localization;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the lines to blame for wrong numbers: kernels that have wrong cells are compiled once
 * more, to see which of their blocks run, and run on some of these cells and of right ones. If a
 * kernel has no right cell, right cells of the kernels that are most like it stand in. If no number
 * is wrong, or the device cannot see blocks, this does nothing.
 */
final class SuspectLines {

  /** Of the kernels that have wrong and right cells, and of those that have only wrong ones. */
  private static final int MOST_KERNELS = 6;

  /** How many kernels stand in for the right cells that a kernel lacks. */
  private static final int MOST_OTHERS = 3;

  /** Of each kernel's wrong cells, and of the right ones, evenly spread. */
  private static final int MOST_CELLS = 10;

  private final Workspace workspace;
  private final Experiment experiment;
  private final Map<Cell, Optional<List<Block>>> ran = new HashMap<>();
  private final Map<String, List<String>> sources = new HashMap<>();

  private SuspectLines(Workspace workspace, Experiment experiment) {
    this.workspace = workspace;
    this.experiment = experiment;
  }

  /** A kernel's cells, by whether their numbers are right. */
  private record Cells(String kernel, List<Cell> wrong, List<Cell> right) {

    private Cells(String kernel) {
      this(kernel, new ArrayList<>(), new ArrayList<>());
    }

    /** What a defect may depend on, besides sizes: a kernel's instantiation. */
    private Set<String> traits() {
      Cell cell = (wrong.isEmpty() ? right : wrong).get(0);
      String variant = cell.contract() + " " + cell.variant();
      return kinds(cell).stream()
          .map(axis -> variant + " " + kind(cell, axis))
          .collect(Collectors.toSet());
    }

    /** How much two kernels are alike. */
    private int likeness(Cells other) {
      Cell mine = wrong.get(0);
      Cell its = other.right().get(0);
      if (!mine.contract().equals(its.contract())) {
        return kinds(mine).equals(kinds(its)) ? alike(mine, its) : 0;
      }
      return 2 * kinds(mine).size() + 5 + alike(mine, its);
    }

    private static int alike(Cell mine, Cell its) {
      return (mine.variant().equals(its.variant()) ? 4 : 0)
          + kinds(mine).stream()
              .mapToInt(
                  axis ->
                      !kind(mine, axis).equals(kind(its, axis))
                          ? 0
                          : axis.role() == Role.EXTENT ? 1 : 2)
              .sum();
    }

    /** The axes whose values decide which instantiation runs. */
    private static List<Axis> kinds(Cell cell) {
      return cell.at().axes().stream()
          .filter(
              axis ->
                  axis.role() == Role.MODE
                      || axis.role() == Role.TYPE
                      || axis.role() == Role.EXTENT
                      || axis.role() == Role.CHOICE)
          .toList();
    }

    /** A value; of an extent, whether there is more than one. */
    private static String kind(Cell cell, Axis axis) {
      Object value = cell.at().value(axis).orElse("");
      return axis.role() == Role.EXTENT
          ? axis.name() + " " + axis.names(value)
          : axis.name() + " " + value;
    }
  }

  /**
   * The suspect lines of some kernels; of none where that would say nothing.
   *
   * @param experiment of the workspace's matrix
   * @param basedir what the paths in messages are relative to
   * @param notes gets a sentence about what could not be compared as usual
   */
  static List<KernelSuspects> find(
      Workspace workspace,
      Experiment experiment,
      List<CellResult> results,
      Path basedir,
      List<String> notes)
      throws CompilationException, DeviceException {
    if (results.stream().noneMatch(SuspectLines::isWrong)) {
      return List.of();
    }
    SuspectLines lines = new SuspectLines(workspace, experiment);
    List<Cells> all = lines.kernels(results);
    List<Cells> right = all.stream().filter(it -> !it.right().isEmpty()).toList();
    if (right.isEmpty()) {
      notes.add(
          "No cell has right numbers to compare with, so no line is more suspect than another.");
      return List.of();
    }
    List<Cells> mixed =
        representatives(right.stream().filter(it -> !it.wrong().isEmpty()).toList());
    List<Cells> wrong = representatives(all.stream().filter(it -> it.right().isEmpty()).toList());
    Map<Cells, List<Cells>> others = new LinkedHashMap<>();
    wrong.forEach(it -> others.put(it, others(it, right)));
    Set<String> names =
        Stream.of(mixed.stream(), wrong.stream(), others.values().stream().flatMap(List::stream))
            .flatMap(it -> it)
            .map(Cells::kernel)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Optional<Library> coverage = workspace.coverage(names);
    if (coverage.isEmpty()) {
      return List.of();
    }
    List<KernelSuspects> found = new ArrayList<>();
    try (Library library = coverage.get()) {
      for (Cells it : mixed) {
        List<Localization.Run> runs = lines.runs(library, it.wrong(), true);
        runs.addAll(lines.runs(library, it.right(), false));
        found.add(lines.suspects(it, Localization.rank(runs), basedir));
      }
      for (Map.Entry<Cells, List<Cells>> it : others.entrySet()) {
        List<Localization.Run> runs = lines.runs(library, it.getKey().wrong(), true);
        for (Cells other : it.getValue()) {
          runs.addAll(lines.runs(library, other.right(), false));
        }
        found.add(lines.suspects(it.getKey(), Localization.rankAmongKernels(runs), basedir));
      }
    }
    found.removeIf(it -> it.lines().isEmpty());
    if (found.isEmpty()) {
      notes.add("No line is suspect: cells with wrong numbers run the same lines as right ones.");
    } else if (!wrong.isEmpty()) {
      notes.add(
          ("No cell of %s%s has right numbers, so its suspect lines come from a"
                  + " comparison with the most similar kernels.")
              .formatted(
                  wrong.get(0).kernel(), wrong.size() == 1 ? "" : " and of some other kernels"));
    }
    return found;
  }

  /** What is expected to be wrong needs no explanation. */
  private static boolean isWrong(CellResult result) {
    return result.status() == Status.MISMATCH && result.failed();
  }

  /** All kernels with wrong or right cells, in matrix order. */
  private List<Cells> kernels(List<CellResult> results) {
    Map<String, Cells> all = new LinkedHashMap<>();
    for (CellResult result : results) {
      Cell cell = result.cell();
      Cells cells = all.computeIfAbsent(cell.kernel(), Cells::new);
      if (isWrong(result)) {
        cells.wrong().add(cell);
      } else if (result.status() == Status.PASS) {
        cells.right().add(cell);
      }
    }
    return all.values().stream()
        .filter(it -> !it.wrong().isEmpty() || !it.right().isEmpty())
        .toList();
  }

  /**
   * A few kernels that have all traits that any of them has: of a variant that is wrong in three
   * modes and three dtypes three, not nine.
   */
  private static List<Cells> representatives(List<Cells> kernels) {
    List<Cells> chosen = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    while (chosen.size() < MOST_KERNELS) {
      Cells best = null;
      long most = 0;
      for (Cells it : kernels) {
        long added = it.traits().stream().filter(trait -> !covered.contains(trait)).count();
        if (added > most) {
          best = it;
          most = added;
        }
      }
      if (best == null) {
        return chosen;
      }
      chosen.add(best);
      covered.addAll(best.traits());
    }
    return chosen;
  }

  private static List<Cells> others(Cells kernel, List<Cells> right) {
    return right.stream()
        .sorted(Comparator.comparingInt(kernel::likeness).reversed())
        .limit(MOST_OTHERS)
        .toList();
  }

  private KernelSuspects suspects(Cells kernel, List<Suspect> ranked, Path basedir) {
    return new KernelSuspects(
        kernel.kernel(),
        kernel.wrong().get(0),
        ranked.stream().map(it -> it.withText(text(basedir, it))).toList());
  }

  private List<Localization.Run> runs(Library library, List<Cell> cells, boolean wrong)
      throws DeviceException {
    List<Localization.Run> runs = new ArrayList<>();
    for (Cell cell : spread(cells, MOST_CELLS)) {
      if (!ran.containsKey(cell)) {
        ran.put(cell, run(library, cell));
      }
      ran.get(cell).ifPresent(blocks -> runs.add(new Localization.Run(wrong, blocks)));
    }
    return runs;
  }

  private Optional<List<Block>> run(Library library, Cell cell) throws DeviceException {
    try {
      return Optional.of(library.run(experiment.problem(cell).launch(cell)).blocks());
    } catch (KernelCrashException | KernelTimeoutException e) {
      // Without the checks it may do that; it then says nothing.
      return Optional.empty();
    }
  }

  private static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(all.size(), most);
    List<T> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  private String text(Path basedir, Suspect suspect) {
    List<String> lines =
        sources.computeIfAbsent(suspect.file(), file -> lines(basedir.resolve(file)));
    return suspect.line() <= lines.size() ? lines.get(suspect.line() - 1).strip() : "";
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
