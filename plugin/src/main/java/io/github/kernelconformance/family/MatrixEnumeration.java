package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Axes;
import io.github.kernelconformance.matrix.Batch;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One enumeration of a matrix, in the making. */
final class MatrixEnumeration {

  /** The most weights, and values of x, of a problem; draws and codes then fit in 200 MB. */
  private static final int MOST_VALUES = 1 << 24;

  private record FamilyMode(KernelFamily family, Mode mode) {}

  private final Axes axes;
  private final List<FamilyMode> modes;
  private final List<String> notes = new ArrayList<>();

  MatrixEnumeration(Axes axes, List<KernelFamily> families) {
    this.axes = axes;
    requireModes(families);
    modes =
        families.stream()
            .flatMap(family -> modes(family).stream().map(mode -> new FamilyMode(family, mode)))
            .toList();
  }

  ConformanceMatrix matrix() {
    checkInnerSizes();
    List<ProblemCells> problems = modes.stream().flatMap(m -> problems(m).stream()).toList();
    List<Cell> cells = axes.cells().select(reportOrder(problems));
    Set<Cell> selected = new HashSet<>(cells);
    return new ConformanceMatrix(cells, keep(problems, selected), notes);
  }

  private void requireModes(List<KernelFamily> families) {
    for (Mode mode : axes.modes()) {
      if (families.stream().noneMatch(family -> family.supports(mode))) {
        throw new ConfigurationException(
            "modes",
            mode.id(),
            "no selected family (%s) has kernels for mode '%s'"
                .formatted(String.join(", ", axes.families()), mode.id()),
            families.stream()
                    .flatMap(family -> family.modes().stream())
                    .map(Mode::id)
                    .collect(Collectors.joining(", "))
                + "; or add the mode's family to 'families'",
            List.of());
      }
    }
  }

  private List<Mode> modes(KernelFamily family) {
    return axes.modes().isEmpty()
        ? family.modes()
        : axes.modes().stream().filter(family::supports).toList();
  }

  private void checkInnerSizes() {
    for (int k : axes.k()) {
      List<FamilyMode> without = modes.stream().filter(m -> k % m.mode().groupSize() != 0).toList();
      if (without.size() == modes.size()) {
        throw noModeHas(k);
      }
      if (!without.isEmpty()) {
        notes.add(
            "K=%d is left out for %s: it is not a multiple of the group size."
                .formatted(k, names(without)));
      }
    }
  }

  private ConfigurationException noModeHas(int k) {
    TreeMap<Integer, List<FamilyMode>> byGroupSize =
        modes.stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.mode().groupSize(), TreeMap::new, Collectors.toList()));
    int smallest = byGroupSize.firstKey();
    return new ConfigurationException(
        "k",
        Integer.toString(k),
        "no selected mode can have K=" + k,
        byGroupSize.entrySet().stream()
            .map(e -> "multiples of %d for %s".formatted(e.getKey(), names(e.getValue())))
            .collect(Collectors.joining("; ")),
        List.of(Integer.toString(Math.max(1, Math.round((float) k / smallest)) * smallest)));
  }

  private List<ProblemCells> problems(FamilyMode m) {
    List<ProblemCells> problems = new ArrayList<>();
    samples(m)
        .forEach(
            (shape, samples) -> {
              requireModestSize(shape);
              for (Pattern pattern : patterns(shape)) {
                problems.add(problem(m, shape, pattern, samples));
              }
            });
    problems.removeIf(problem -> problem.cells().isEmpty());
    return problems;
  }

  /**
   * Unless a build asks for batches or rows of x, one row of each size, and the family's samples
   * among these sizes. What a build asks for is run with every variant.
   */
  private Map<Shape, List<Sample>> samples(FamilyMode m) {
    List<Integer> innerSizes = axes.k().isEmpty() ? m.family().edges(m.mode()) : axes.k();
    List<Sample> samples = new ArrayList<>();
    for (Batch batch : axes.batches().isEmpty() ? List.of(Batch.ONE) : axes.batches()) {
      for (int rows : axes.m().isEmpty() ? List.of(1) : axes.m()) {
        for (int n : axes.n()) {
          for (int k : innerSizes) {
            Shape shape = new Shape(batch.size(), rows, n, k, batch.layout());
            samples.add(new Sample(shape, isAuto() ? m.family().everywhere() : all(m, shape)));
          }
        }
      }
    }
    if (isAuto()) {
      m.family().samples(m.mode()).stream()
          .filter(it -> axes.n().contains(it.shape().n()) && innerSizes.contains(it.shape().k()))
          .forEach(samples::add);
    }
    return samples.stream()
        .collect(Collectors.groupingBy(Sample::shape, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<String> all(FamilyMode m, Shape shape) {
    return m.family().variants(m.mode(), shape).stream().map(Variant::name).toList();
  }

  /**
   * A batch that a build did not ask for shows whether a kernel finds its operands; for that, one
   * way of making them will do.
   */
  private List<Pattern> patterns(Shape shape) {
    return isAuto() && (shape.batch() > 1 || shape.m() > 1)
        ? axes.patterns().subList(0, 1)
        : axes.patterns();
  }

  private boolean isAuto() {
    return axes.batches().isEmpty() && axes.m().isEmpty();
  }

  private ProblemCells problem(FamilyMode m, Shape shape, Pattern pattern, List<Sample> samples) {
    List<Variant> variants = m.family().variants(m.mode(), shape, axes.architecture());
    List<Cell> cells = new ArrayList<>();
    for (DType dtype : axes.dtypes()) {
      for (Variant v : variants) {
        if (samples.stream().noneMatch(it -> it.has(v.name(), dtype, axes.dtypes()))) {
          continue;
        }
        cells.add(
            new Cell(
                m.family().name(),
                m.mode(),
                dtype,
                v.name(),
                v.branch(),
                v.routed(),
                shape,
                pattern));
      }
    }
    return new ProblemCells(m.family(), m.mode(), shape, pattern, cells);
  }

  /**
   * Problems come by family, mode, shape and pattern; a stable sort leaves the latter two in order.
   */
  private List<Cell> reportOrder(List<ProblemCells> problems) {
    List<String> order =
        modes.stream().map(it -> it.family().name() + " " + it.mode().id()).toList();
    return problems.stream()
        .flatMap(problem -> problem.cells().stream())
        .sorted(
            Comparator.comparingInt(
                    (Cell cell) -> order.indexOf(cell.family() + " " + cell.mode().id()))
                .thenComparingInt(cell -> axes.dtypes().indexOf(cell.dtype()))
                .thenComparing(Cell::variant))
        .toList();
  }

  private static List<ProblemCells> keep(List<ProblemCells> problems, Set<Cell> selected) {
    return problems.stream()
        .map(problem -> problem.only(selected::contains))
        .filter(problem -> !problem.cells().isEmpty())
        .toList();
  }

  private static void requireModestSize(Shape shape) {
    long weights = (long) shape.batch() * shape.n() * shape.k();
    long vectors = (long) shape.batch() * shape.m() * shape.k();
    if (Math.max(weights, vectors) > MOST_VALUES) {
      throw new ConfigurationException(
          "n",
          Integer.toString(shape.n()),
          "batch %d, M=%d and N=%d with K=%d make %d weights and %d values of x"
              .formatted(shape.batch(), shape.m(), shape.n(), shape.k(), weights, vectors),
          "up to %d of each; use a smaller n, k, m or batch".formatted(MOST_VALUES),
          List.of());
    }
  }

  private static String names(List<FamilyMode> modes) {
    return modes.stream().map(m -> m.mode().id()).collect(Collectors.joining(", "));
  }
}
