package io.github.kernelconformance.goal;

import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a mistake in a kernel of each contract that the contract's cells must see. It is the one
 * that the contract names, or the kernel takes a position for 0: the work of every other position
 * is then not done, and no access is to an address that a right kernel would not use, so that it is
 * safe on a GPU.
 */
final class Mistakes {

  /** The positions that are tried, the most telling first. */
  private static final List<String> POSITIONS =
      List.of(
          "threadgroup_position_in_grid",
          "thread_position_in_grid",
          "thread_position_in_threadgroup",
          "thread_index_in_threadgroup",
          "simdgroup_index_in_threadgroup");

  /** Of a contract's cells, evenly spread. */
  private static final int MOST_CANDIDATES = 16;

  private final Workspace workspace;
  private final Experiment experiment;
  private final Map<String, Program> programs = new LinkedHashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private final List<Mistake> made = new ArrayList<>();
  private final List<String> notMade = new ArrayList<>();

  private Mistakes(Workspace workspace, Experiment experiment) {
    this.workspace = workspace;
    this.experiment = experiment;
    for (Program program : workspace.programs()) {
      programs.put(program.source(), program);
      program.kernels().forEach(it -> sources.putIfAbsent(it.name(), program.source()));
    }
  }

  /**
   * A mistake in a kernel.
   *
   * @param says what is wrong, for messages
   * @param cells that must see it, the best first
   */
  record Mistake(String contract, String source, String says, List<Cell> cells) {}

  /** Makes one for each contract of the matrix that has cells to run. */
  static Mistakes of(Workspace workspace, Experiment experiment) {
    Mistakes mistakes = new Mistakes(workspace, experiment);
    Map<KernelFamily, List<Cell>> cells = new LinkedHashMap<>();
    for (ProblemCells problem : workspace.matrix().problems()) {
      problem.cells().stream()
          .filter(it -> workspace.lacks(problem.family(), it).isEmpty())
          .filter(it -> mistakes.source(it.kernel()).isPresent())
          .forEach(it -> cells.computeIfAbsent(problem.family(), key -> new ArrayList<>()).add(it));
    }
    cells.forEach(mistakes::make);
    return mistakes;
  }

  /** The programs with all mistakes. */
  List<Program> programs() {
    return List.copyOf(programs.values());
  }

  /** The mistakes that are made, a contract each. */
  List<Mistake> made() {
    return made;
  }

  /** Of which contracts there is none, and why, a sentence each. */
  List<String> notMade() {
    return notMade;
  }

  private Optional<String> source(String kernel) {
    return Optional.ofNullable(sources.get(kernel));
  }

  private void make(KernelFamily family, List<Cell> cells) {
    List<Cell> some = candidates(cells);
    if (family.mistake().isPresent()) {
      replace(family, family.mistake().get(), some);
      return;
    }
    try {
      for (String attribute : POSITIONS) {
        if (zero(family, attribute, some)) {
          return;
        }
      }
    } catch (AuthorException e) {
      notMade.add("Of %s no mistake is made: %s".formatted(family.name(), e.getMessage()));
      return;
    }
    notMade.add(
        ("Of %s no mistake is made, since its kernels take no position that has two values. A"
                + " contract can name one: it.mistake(before, after).")
            .formatted(family.name()));
  }

  /** Normal numbers tell most; of these some of all sizes. */
  private static List<Cell> candidates(List<Cell> cells) {
    List<Cell> normal = cells.stream().filter(it -> it.pattern().equals("normal")).toList();
    List<Cell> all = normal.isEmpty() ? cells : normal;
    List<Cell> some = new ArrayList<>();
    int count = Math.min(MOST_CANDIDATES, all.size());
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  private void replace(KernelFamily family, KernelFamily.Mistake mistake, List<Cell> cells) {
    for (Cell cell : cells) {
      String source = source(cell.kernel()).orElseThrow();
      Optional<Program> other =
          programs.get(source).withReplacement(mistake.before(), mistake.after());
      if (other.isPresent()) {
        programs.put(source, other.get());
        made.add(
            new Mistake(
                family.name(),
                source,
                "'%s' becomes '%s'".formatted(mistake.before(), mistake.after()),
                cells.stream()
                    .filter(it -> source(it.kernel()).orElseThrow().equals(source))
                    .toList()));
        return;
      }
    }
    notMade.add(
        "Of %s no mistake is made: no source of its kernels has the text '%s' that the contract names."
            .formatted(family.name(), mistake.before()));
  }

  /** Whether some cells have such a position with two values; then their kernel takes it for 0. */
  private boolean zero(KernelFamily family, String attribute, List<Cell> cells) {
    Kernel kernel = null;
    List<Cell> telling = new ArrayList<>();
    String statement = "";
    for (Cell cell : cells) {
      Program program = programs.get(source(cell.kernel()).orElseThrow());
      Kernel own = program.kernel(cell.kernel()).orElseThrow();
      Optional<Parameter> position =
          own.parameters().stream()
              .filter(it -> it.attribute().equals(attribute) && !it.type().contains("const"))
              .findFirst();
      if (position.isPresent()
          && (kernel == null || own.function().equals(kernel.function()))
          && values(position.get(), dispatch(family, cell)) > 1) {
        kernel = own;
        String name = position.get().name();
        statement = "%s = decltype(%s)(0);".formatted(name, name);
        telling.add(cell);
      }
    }
    if (kernel == null) {
      return false;
    }
    String source = source(kernel.name()).orElseThrow();
    programs.put(source, programs.get(source).withStatement(kernel, statement));
    made.add(
        new Mistake(
            family.name(),
            source,
            "%s takes its %s for 0".formatted(kernel.function(), attribute),
            telling));
    return true;
  }

  private Launch dispatch(KernelFamily family, Cell cell) {
    return family.dispatch(cell).orElseGet(() -> experiment.problem(cell).launch(cell));
  }

  /** How many values a position has in a launch, as far as its type has the dimensions. */
  private static long values(Parameter position, Launch launch) {
    Size groups = launch.threadgroups();
    Size threads = launch.threadsPerThreadgroup();
    long all = 1L * threads.width() * threads.height() * threads.depth();
    return switch (position.attribute()) {
      case "threadgroup_position_in_grid" -> extent(position, groups);
      case "thread_position_in_grid" -> extent(position, groups) * extent(position, threads);
      case "thread_position_in_threadgroup" -> extent(position, threads);
      case "thread_index_in_threadgroup" -> all;
      default -> all / 32;
    };
  }

  private static long extent(Parameter position, Size size) {
    String type = position.type();
    long extent = size.width();
    if (type.endsWith("2") || type.endsWith("3")) {
      extent *= size.height();
    }
    return type.endsWith("3") ? extent * size.depth() : extent;
  }
}
