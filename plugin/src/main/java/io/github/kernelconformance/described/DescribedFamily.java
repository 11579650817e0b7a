package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Enumeration;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A contract that describes itself, as a family of cells. */
public final class DescribedFamily implements KernelFamily {

  /** What a reference may take for one case; the largest product of the docs takes a second. */
  private static final Duration REFERENCE_LIMIT = Duration.ofSeconds(60);

  private static final long NANOSECONDS_A_CELL = 110_000;
  private static final long NANOSECONDS_AN_ELEMENT = 50;

  private final Contract contract;
  private final Model model;
  private final CellAxes axes;
  private final ReferenceCalls calls;
  private final ReportedParameters parameters;
  private final Recordings recordings = new Recordings();
  private final AuthorCode code;
  private final Duration limit;

  private DescribedFamily(
      Contract contract,
      Model model,
      AuthorCode code,
      Duration limit,
      Duration referenceLimit,
      Arithmetic arithmetic) {
    this.contract = contract;
    this.model = model;
    this.code = code;
    this.limit = limit;
    axes = new CellAxes(model);
    parameters = new ReportedParameters(model);
    calls = new ReferenceCalls(contract, model, code, arithmetic, referenceLimit);
  }

  /**
   * Asks a contract to describe itself.
   *
   * @param code calls what the author wrote
   * @param limit of the description
   * @param arithmetic that bounds kernels; the contract's freedoms are added
   * @throws AuthorException if the description throws, does not end, or does not go together
   */
  public static DescribedFamily of(
      Contract contract, AuthorCode code, Duration limit, Arithmetic arithmetic) {
    return of(contract, code, limit, REFERENCE_LIMIT, arithmetic);
  }

  /** The same with a limit of the reference for one case. */
  static DescribedFamily of(
      Contract contract,
      AuthorCode code,
      Duration limit,
      Duration referenceLimit,
      Arithmetic arithmetic) {
    String type = contract.getClass().getSimpleName();
    Model model =
        code.call(
            type + ".describe",
            limit,
            () -> {
              String name = contract.name();
              if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new ContractException(
                    ("The contract's name '%s' cannot begin an id: lower-case letters, digits and"
                            + " underscores, a letter first")
                        .formatted(name));
              }
              Recorder recorder = new Recorder(code::line);
              contract.describe(recorder);
              return recorder.model(name);
            });
    return new DescribedFamily(contract, model, code, limit, referenceLimit, arithmetic);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String origin() {
    return code.sources()
        .apply(contract.getClass().getName())
        .map(SourceText::path)
        .orElse("the class " + contract.getClass().getSimpleName());
  }

  @Override
  public Set<String> axes() {
    return new TreeSet<>(axes.names());
  }

  @Override
  public List<String> exclusions() {
    return model.exclusions().stream()
        .map(it -> "%s: %s".formatted(it.distribution().id(), it.reason()))
        .distinct()
        .toList();
  }

  @Override
  public Optional<Mistake> mistake() {
    return model.mistake();
  }

  @Override
  public Optional<String> silent(Cell cell) {
    Place place = axes.place(cell);
    return calls.made(
        () ->
            model.silences().stream()
                .filter(
                    it ->
                        it.distribution().map(d -> d == place.distribution()).orElse(true)
                            && it.where().holds(place))
                .map(Model.Silence::reason)
                .findFirst());
  }

  @Override
  public Enumeration enumerate(Selection selection) {
    Map<String, String> asked =
        selection.axes().entrySet().stream()
            .filter(it -> axes().contains(it.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Chosen chosen = Chosen.of(model, asked);
    return code.call(
        contract.getClass().getSimpleName() + ".describe", limit, () -> enumeration(chosen));
  }

  private Enumeration enumeration(Chosen chosen) {
    Points points = new Points(model, chosen.axes(), this::isLegal);
    List<Place> places = places(points, chosen);
    List<ProblemCells> problems = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (Place place : places) {
      List<Cell> here = cells(place, chosen);
      if (!here.isEmpty()) {
        problems.add(problem(place, here));
        cells.addAll(here);
      }
    }
    return new Enumeration(problems, cells, List.of(), List.of());
  }

  /** All points with the usual inputs; all distributions and views at representative ones. */
  private List<Place> places(Points points, Chosen chosen) {
    List<Distribution> sensible = Patterns.distributions(model);
    List<Place> all = points.all(sensible.get(0));
    Set<Place> representative = Set.copyOf(points.representatives(all));
    List<Distribution> distributions = chosen.distributions().orElse(sensible);
    List<View> views = chosen.views().orElse(Patterns.views(model));
    boolean everywhere = chosen.distributions().isPresent() || chosen.views().isPresent();
    List<Place> places = new ArrayList<>();
    for (Place point : all) {
      if (!everywhere && !representative.contains(point)) {
        distributions.stream()
            .map(it -> point.with(View.DENSE, it))
            .filter(it -> views.contains(View.DENSE) && bears(it))
            .findFirst()
            .ifPresent(places::add);
        continue;
      }
      List<Distribution> borne =
          distributions.stream().filter(it -> bears(point.with(View.DENSE, it))).toList();
      for (View view : views) {
        for (Distribution distribution : borne) {
          boolean usual = distribution == borne.get(0);
          Place place = point.with(view, distribution);
          boolean one = usual || view == View.DENSE || everywhere;
          if (one && bears(place)) {
            places.add(place);
          }
        }
      }
    }
    return places;
  }

  private boolean isLegal(Place place) {
    return model.legal().stream().allMatch(it -> it.holds(place));
  }

  /** Whether inputs can be of a distribution and lie in a view at a place. */
  private boolean bears(Place place) {
    boolean excluded =
        model.exclusions().stream()
            .anyMatch(it -> it.distribution() == place.distribution() && it.where().holds(place));
    return !excluded && (place.view() == View.DENSE || Launches.hasStrides(model, place));
  }

  private List<Cell> cells(Place place, Chosen chosen) {
    List<KernelModel> legal =
        model.kernels().stream().filter(it -> it.legal().holds(place)).toList();
    Optional<KernelModel> routed =
        legal.stream()
            .filter(it -> it.routed().map(where -> where.holds(place)).orElse(false))
            .findFirst()
            .or(() -> legal.stream().filter(it -> it.routed().isEmpty()).findFirst());
    return legal.stream()
        .filter(it -> chosen.variants().map(of -> of.contains(it.variant())).orElse(true))
        .map(it -> axes.cell(place, it, routed.isPresent() && routed.get() == it))
        .toList();
  }

  @Override
  public Optional<ProblemCells> like(Cell cell, Map<String, Object> values) {
    Optional<Place> place = axes.like(cell, values);
    Object variant = values.getOrDefault(AxisRecords.VARIANT, cell.variant());
    return place.isEmpty()
        ? Optional.empty()
        : code.call(
            contract.getClass().getSimpleName() + ".describe",
            limit,
            () -> at(variant, place.get()));
  }

  private Optional<ProblemCells> at(Object variant, Place place) {
    if (!isLegal(place) || !bears(place)) {
      return Optional.empty();
    }
    return cells(place, Chosen.of(model, Map.of())).stream()
        .filter(it -> it.variant().equals(variant))
        .findFirst()
        .map(it -> problem(place, List.of(it)));
  }

  private ProblemCells problem(Place place, List<Cell> cells) {
    return new ProblemCells(
        this,
        seed -> new DescribedProblem(model, axes, calls, recordings, place, seed),
        cells,
        cost(place));
  }

  /** Fixed figures, so that every machine comes to the same shards. */
  private long cost(Place place) {
    long elements = 0;
    for (BufferModel buffer : model.buffers()) {
      elements += MemoryLayout.count(buffer.sizes(place));
    }
    return NANOSECONDS_A_CELL + NANOSECONDS_AN_ELEMENT * elements;
  }

  @Override
  public Map<String, ArrayType> arrays(Cell cell) {
    return ReportedArrays.of(model, axes.place(cell), axes.kernel(cell));
  }

  @Override
  public Optional<Launch> dispatch(Cell cell) {
    return Optional.of(
        calls.made(() -> Launches.dispatch(model, axes.kernel(cell), axes.place(cell), List.of())));
  }

  @Override
  public List<Parameter> parameters(Cell cell) {
    return calls.made(() -> parameters.at(axes.place(cell), axes.kernel(cell)));
  }
}
