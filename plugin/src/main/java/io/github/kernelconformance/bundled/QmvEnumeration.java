package io.github.kernelconformance.bundled;

import io.github.kernelconformance.family.Enumeration;
import io.github.kernelconformance.family.Enumeration.Refusal;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cells of a family that a build selects. */
final class QmvEnumeration {

  /** The most weights, and values of x, of a problem; draws and codes then fit in 200 MB. */
  private static final int MOST_VALUES = 1 << 24;

  private static final long NANOSECONDS_A_CELL = 110_000;
  private static final long NANOSECONDS_A_PRODUCT = 17;

  private final QmvFamily family;
  private final QmvAxes axes;
  private final List<Mode> modes;

  QmvEnumeration(QmvFamily family, QmvAxes axes) {
    this.family = family;
    this.axes = axes;
    modes =
        axes.modes().isEmpty()
            ? family.modes()
            : axes.modes().stream().filter(family::supports).toList();
  }

  Enumeration enumeration() {
    List<ProblemCells> problems = modes.stream().flatMap(it -> problems(it).stream()).toList();
    return new Enumeration(problems, reportOrder(problems), refusals(), notes());
  }

  /** The same without problems and cells. */
  Enumeration checked() {
    for (Mode mode : modes) {
      samples(mode).forEach(it -> requireModestSize(it.shape()));
      axes.shapes().stream()
          .filter(it -> it.suits(mode))
          .forEach(it -> requireModestSize(it.shape()));
    }
    return new Enumeration(List.of(), List.of(), refusals(), notes());
  }

  private List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>(unknownModes());
    refusals.addAll(innerSizes());
    refusals.addAll(furtherShapes());
    refusals.addAll(patterns());
    return refusals;
  }

  private List<Refusal> unknownModes() {
    return axes.modes().stream()
        .filter(mode -> !family.supports(mode))
        .map(
            mode ->
                new Refusal(
                    "modes",
                    mode.id(),
                    new ConfigurationException(
                        "modes",
                        mode.id(),
                        "no selected family has kernels for mode '%s'".formatted(mode.id()),
                        family.modes().stream().map(Mode::id).collect(Collectors.joining(", "))
                            + "; or add the mode's family to 'families'",
                        List.of()),
                    ""))
        .toList();
  }

  /** Inner sizes that no mode can have. */
  private List<Refusal> innerSizes() {
    return axes.k().stream()
        .filter(k -> !modes.isEmpty() && without(k).size() == modes.size())
        .map(k -> new Refusal("k", Integer.toString(k), noModeHas(k), leftOut(k)))
        .toList();
  }

  /** Shapes that no mode can have. */
  private List<Refusal> furtherShapes() {
    return axes.shapes().stream()
        .filter(it -> !modes.isEmpty() && modes.stream().noneMatch(it::suits))
        .map(
            it ->
                new Refusal(
                    "shapes",
                    it.text(),
                    new ConfigurationException(
                        "shapes",
                        it.text(),
                        "no selected mode can have the shape '%s'".formatted(it.text()),
                        "shapes whose K is a multiple of a mode's group; the pattern special is"
                            + " for "
                            + names(List.of(FpMode.values())),
                        List.of()),
                    ""))
        .toList();
  }

  /** Patterns that no mode has. */
  private List<Refusal> patterns() {
    return axes.patterns().stream()
        .filter(it -> !modes.isEmpty() && modes.stream().noneMatch(it::suits))
        .map(
            it ->
                new Refusal(
                    "patterns",
                    it.id(),
                    new ConfigurationException(
                        "patterns",
                        it.id(),
                        "no selected mode has the pattern '%s'".formatted(it.id()),
                        "a selection with one of " + names(List.of(FpMode.values())),
                        List.of()),
                    ""))
        .toList();
  }

  /** Inner sizes that some modes cannot have. */
  private List<String> notes() {
    return axes.k().stream()
        .filter(k -> !without(k).isEmpty() && without(k).size() < modes.size())
        .map(this::leftOut)
        .toList();
  }

  private List<Mode> without(int k) {
    return modes.stream().filter(mode -> k % mode.groupSize() != 0).toList();
  }

  private String leftOut(int k) {
    return "K=%d is left out for %s: it is not a multiple of the group size."
        .formatted(k, names(without(k)));
  }

  private ConfigurationException noModeHas(int k) {
    TreeMap<Integer, List<Mode>> byGroupSize =
        modes.stream()
            .collect(Collectors.groupingBy(Mode::groupSize, TreeMap::new, Collectors.toList()));
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

  private List<ProblemCells> problems(Mode mode) {
    Map<Shape, Map<Pattern, List<Sample>>> asked = new LinkedHashMap<>();
    for (Sample sample : samples(mode)) {
      add(asked, sample, patterns(mode, sample.shape()));
    }
    for (FurtherShape it : axes.shapes()) {
      if (it.suits(mode)) {
        add(
            asked,
            new Sample(it.shape(), all(mode, it.shape())),
            it.pattern().map(List::of).orElse(axes.patterns()).stream()
                .filter(pattern -> pattern.suits(mode))
                .toList());
      }
    }
    List<ProblemCells> problems = new ArrayList<>();
    asked.forEach(
        (shape, patterns) -> {
          requireModestSize(shape);
          List<Variant> variants = family.variants(mode, shape, axes.architecture());
          patterns.forEach(
              (pattern, samples) -> {
                List<Cell> cells = cells(mode, shape, variants, pattern, samples);
                if (!cells.isEmpty()) {
                  problems.add(of(mode, shape, pattern, cells));
                }
              });
        });
    return problems;
  }

  private static void add(
      Map<Shape, Map<Pattern, List<Sample>>> asked, Sample sample, List<Pattern> patterns) {
    Map<Pattern, List<Sample>> of =
        asked.computeIfAbsent(sample.shape(), it -> new LinkedHashMap<>());
    patterns.forEach(it -> of.computeIfAbsent(it, key -> new ArrayList<>()).add(sample));
  }

  /**
   * Unless a build asks for batches or rows of x, one row of each size, and the family's samples
   * among these sizes. What a build asks for is run with every variant.
   */
  private List<Sample> samples(Mode mode) {
    List<Integer> innerSizes = axes.k().isEmpty() ? family.edges(mode) : axes.k();
    List<String> everywhere = family.everywhere();
    List<Sample> samples = new ArrayList<>();
    for (Batch batch : axes.batches().isEmpty() ? List.of(Batch.ONE) : axes.batches()) {
      for (int rows : axes.m().isEmpty() ? List.of(1) : axes.m()) {
        for (int n : axes.n()) {
          for (int k : innerSizes) {
            Shape shape = new Shape(batch.size(), rows, n, k, batch.layout());
            samples.add(new Sample(shape, isAuto() ? everywhere : all(mode, shape)));
          }
        }
      }
    }
    if (isAuto()) {
      family.samples(mode).stream()
          .filter(it -> axes.n().contains(it.shape().n()) && innerSizes.contains(it.shape().k()))
          .forEach(samples::add);
    }
    return samples;
  }

  private List<String> all(Mode mode, Shape shape) {
    return family.variants(mode, shape).stream().map(Variant::name).toList();
  }

  /**
   * A batch that a build did not ask for shows whether a kernel finds its operands; for that, one
   * way of making them will do.
   */
  private List<Pattern> patterns(Mode mode, Shape shape) {
    boolean one = isAuto() && (shape.batch() > 1 || shape.m() > 1);
    return axes.patterns().stream()
        .filter(it -> it.suits(mode))
        .limit(one ? 1 : axes.patterns().size())
        .toList();
  }

  private boolean isAuto() {
    return axes.batches().isEmpty() && axes.m().isEmpty();
  }

  private List<Cell> cells(
      Mode mode, Shape shape, List<Variant> variants, Pattern pattern, List<Sample> samples) {
    List<Cell> cells = new ArrayList<>();
    for (DType dtype : axes.dtypes()) {
      for (Variant it : variants) {
        if (isSampled(samples, it, dtype)) {
          cells.add(cell(mode, dtype, it, shape, pattern));
        }
      }
    }
    return cells;
  }

  private boolean isSampled(List<Sample> samples, Variant variant, DType dtype) {
    for (Sample it : samples) {
      if (it.has(variant.name(), dtype, axes.dtypes())) {
        return true;
      }
    }
    return false;
  }

  private Cell cell(Mode mode, DType dtype, Variant variant, Shape shape, Pattern pattern) {
    return family.cell(
        new QmvCell(
            family.name(),
            mode,
            dtype,
            variant.name(),
            variant.branch(),
            variant.routed(),
            shape,
            pattern));
  }

  /**
   * About how many nanoseconds a cell takes on the host device with all checks, as
   * docs/benchmarks.md tells: what it costs whatever its size, and its products.
   */
  private static long cost(Shape shape) {
    long products = (long) shape.batch() * shape.m() * shape.n() * shape.k();
    return NANOSECONDS_A_CELL + NANOSECONDS_A_PRODUCT * products;
  }

  /** See {@link io.github.kernelconformance.family.KernelFamily#like}. */
  static Optional<ProblemCells> like(QmvFamily family, Cell cell, Map<String, Object> values) {
    List<Object> all = new ArrayList<>(cell.at().values());
    for (int i = 0; i < all.size(); i++) {
      all.set(i, values.getOrDefault(cell.at().axes().get(i).name(), all.get(i)));
    }
    Cell at =
        new Cell(
            cell.contract(),
            cell.qualified(),
            new Coordinates(cell.at().axes(), all),
            cell.kernel(),
            cell.routed());
    QmvCell wanted = QmvCell.of(at);
    Shape shape = wanted.shape();
    requireModestSize(shape);
    return family.supports(wanted.mode())
        ? family.variants(wanted.mode(), shape).stream()
            .filter(it -> it.name().equals(wanted.variant()))
            .findFirst()
            .map(it -> new QmvEnumeration(family, QmvAxes.builder().build()).only(wanted, it))
        : Optional.empty();
  }

  private ProblemCells only(QmvCell wanted, Variant variant) {
    Cell cell = cell(wanted.mode(), wanted.dtype(), variant, wanted.shape(), wanted.pattern());
    return of(wanted.mode(), wanted.shape(), wanted.pattern(), List.of(cell));
  }

  private ProblemCells of(Mode mode, Shape shape, Pattern pattern, List<Cell> cells) {
    return new ProblemCells(
        family, seed -> family.problem(mode, shape, pattern, seed), cells, cost(shape));
  }

  /** Problems come by mode, shape and pattern; in each group the latter two stay in order. */
  private List<Cell> reportOrder(List<ProblemCells> problems) {
    Map<String, Map<String, Map<String, List<Cell>>>> groups = new HashMap<>();
    for (ProblemCells problem : problems) {
      for (Cell cell : problem.cells()) {
        groups
            .computeIfAbsent(cell.at().of(Role.MODE), it -> new HashMap<>())
            .computeIfAbsent(cell.at().of(Role.TYPE), it -> new TreeMap<>())
            .computeIfAbsent(cell.variant(), it -> new ArrayList<>())
            .add(cell);
      }
    }
    List<Cell> all = new ArrayList<>();
    for (Mode mode : modes) {
      Map<String, Map<String, List<Cell>>> types = groups.getOrDefault(mode.id(), Map.of());
      for (DType dtype : axes.dtypes()) {
        types.getOrDefault(dtype.id(), Map.of()).values().forEach(all::addAll);
      }
    }
    return all;
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

  private static String names(List<Mode> modes) {
    return modes.stream().map(Mode::id).collect(Collectors.joining(", "));
  }
}
