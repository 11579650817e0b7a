package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Observer;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.TypeAxis;
import io.github.kernelconformance.described.Recording.Site;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import io.github.kernelconformance.numerics.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What kernels with faults leave at a place: what the contract's author told, and the contract's
 * own reference with one operation, one input or one value done otherwise.
 */
final class Suppositions {

  private static final String TOLD = "told";
  private static final String OPERATION = "operation";
  private static final String TERMS = "terms";
  private static final String ALL_TERMS = "all-terms";
  private static final String TILE = "tile";
  private static final String INPUT = "input";
  private static final String VALUE = "value";
  private static final String SCAN = "scan";
  private static final String NARROW = "narrow";
  private static final String STRIDE = "stride";
  static final String CONSTANT = "constant";
  static final String BEGIN = "begin";

  private static final Set<String> REDUCTIONS = Set.of("SUM", "LARGEST", "SMALLEST");
  private static final List<Integer> TILES = List.of(8, 16, 32, 64, 128);

  /** A term costs about so much. */
  private static final long NANOSECONDS = 100;

  private static final long NANOSECONDS_OF_RECORDING = 9_000;
  private static final long NANOSECONDS_A_CALL = 200_000;

  private final Model model;
  private final ReferenceCalls calls;
  private final Place place;
  private final Map<String, Elements> inputs;
  private final Recordings recordings;
  private final ThreadLocal<Look> look = ThreadLocal.withInitial(() -> Look.ALL);
  private final Set<String> numbersRead = ConcurrentHashMap.newKeySet();
  private Recording recording;
  private long operations = -1;

  /**
   * @param recordings of the contract's references at all sizes
   */
  Suppositions(
      Model model,
      ReferenceCalls calls,
      Place place,
      Map<String, Elements> inputs,
      Recordings recordings) {
    this.recordings = recordings;
    this.model = model;
    this.calls = calls;
    this.place = place;
    this.inputs = inputs;
  }

  /** About how many nanoseconds one of them takes. */
  synchronized long cost() {
    Optional<Recording> known = Optional.ofNullable(recording).or(() -> recordings.at(place));
    if (known.isPresent()) {
      return NANOSECONDS_A_CALL + NANOSECONDS * known.get().size();
    }
    if (operations < 0) {
      Counting counting = new Counting();
      calls.outputs(place, inputs, Otherwise.observed(counting));
      operations = counting.operations();
    }
    return NANOSECONDS_A_CALL + NANOSECONDS_OF_RECORDING * Math.min(operations, Recording.MOST);
  }

  /** Which line does what; the reference runs once for it. */
  synchronized Recording recording() {
    if (recording == null) {
      recording =
          recordings.at(place).flatMap(it -> it.again(this::observed)).orElseGet(this::made);
      recordings.keep(place, recording);
    }
    return recording;
  }

  private void observed(Observer by) {
    numbersRead.clear();
    calls.outputs(place, inputs, Otherwise.recorded(by, numbersRead));
  }

  private Recording made() {
    Recording made = new Recording(calls.sites());
    observed(made);
    return made;
  }

  /** All but those whose numbers must be found first; what is quick to refute comes first. */
  List<Hypothesis> hypotheses() {
    List<Hypothesis> all = new ArrayList<>();
    for (int i = 0; i < model.faults().size(); i++) {
      all.add(Hypothesis.told(TOLD + "|" + i, model.faults().get(i).words()));
    }
    Recording seen = recording();
    if (!seen.isTooLarge()) {
      seen.sites().forEach(it -> operations(it, all));
    }
    inputs.forEach(
        (input, elements) ->
            InputFaults.of(elements)
                .forEach(
                    (name, words) ->
                        all.add(reference(INPUT, name, input, input + " " + words, ""))));
    values(all);
    strides(seen, all);
    if (!seen.isTooLarge()) {
      if (seen.sites().stream().anyMatch(it -> REDUCTIONS.contains(it.operation()))) {
        TermFaults.ofAll()
            .forEach((name, it) -> all.add(reference(ALL_TERMS, name, "", it.words(), "")));
      }
      seen.sites().forEach(it -> terms(it, all));
      seen.sites().forEach(it -> narrow(it, all));
    }
    return all;
  }

  /** Of buffers whose strides the kernel is told. */
  private void strides(Recording seen, List<Hypothesis> all) {
    for (BufferModel buffer : model.buffers()) {
      if (inputs.containsKey(buffer.name()) && buffer.free() == buffer.dims().size()) {
        String words = buffer.name() + " " + InputFaults.withoutStride();
        all.add(reference(STRIDE, buffer.name(), "", words, ""));
        for (Site site : seen.isTooLarge() ? List.<Site>of() : seen.sites()) {
          if (REDUCTIONS.contains(site.operation())) {
            all.add(reference(STRIDE, buffer.name(), site.key(), words, site.place()));
          }
        }
      }
    }
  }

  private void narrow(Site site, List<Hypothesis> all) {
    for (BufferModel buffer : narrowBuffers()) {
      NarrowFaults.of(site, buffer.name())
          .forEach(
              (name, words) ->
                  all.add(
                      reference(
                          NARROW, name + ":" + buffer.name(), site.key(), words, site.place())));
    }
  }

  /** A buffer of each type that may be narrower than what kernels compute in, outputs first. */
  private List<BufferModel> narrowBuffers() {
    Map<ElementType, BufferModel> byType = new LinkedHashMap<>();
    model.buffers().stream()
        .filter(it -> it.type() instanceof TypeAxis || it.type() instanceof ScalarType)
        .filter(it -> !it.type().equals(ScalarType.FLOAT))
        .sorted(Comparator.comparing(it -> !it.access().written()))
        .forEach(it -> byType.putIfAbsent(it.type(), it));
    return List.copyOf(byType.values());
  }

  private void operations(Site site, List<Hypothesis> all) {
    OperationFaults.of(site)
        .forEach(
            (name, fault) ->
                all.add(reference(OPERATION, name, site.key(), fault.words(), site.place())));
    if (site.operation().equals("RESCALED")) {
      for (int tile : TILES) {
        String words = OperationFaults.unscaled(recording, tile).words();
        all.add(reference(TILE, "" + tile, site.key(), words, site.place()));
      }
    }
  }

  private static void terms(Site site, List<Hypothesis> all) {
    if (REDUCTIONS.contains(site.operation()) && site.largest() > 1) {
      TermFaults.ofOne()
          .forEach(
              (name, fault) ->
                  all.add(reference(TERMS, name, site.key(), fault.words(), site.place())));
    }
    if (site.operation().equals("SCAN") && site.largest() > 1) {
      ScanFaults.all()
          .forEach(
              (name, fault) ->
                  all.add(reference(SCAN, name, site.key(), fault.words(), site.place())));
    }
  }

  private void values(List<Hypothesis> all) {
    for (String name : ConstantBytes.numbers(model, place).keySet()) {
      recording();
      if (!numbersRead.contains(name)) {
        continue;
      }
      all.add(reference(VALUE, "0", name, name + " is left out", ""));
      for (AxisModel axis : model.axes()) {
        if (axis.kind() == AxisModel.Kind.SIZE) {
          String words = name + " is divided by " + axis.name();
          all.add(reference(VALUE, "/" + axis.name(), name, words, ""));
        }
      }
    }
  }

  private static Hypothesis reference(
      String kind, String name, String of, String words, String where) {
    return new Hypothesis(kind + "|" + name + "|" + of, words, where, Origin.REFERENCE);
  }

  /** What a kernel with a fault leaves; empty where it leaves what a right one does. */
  Optional<Map<String, Expected>> supposing(Hypothesis hypothesis, Map<String, Expected> right) {
    String[] parts = hypothesis.id().split("\\|", 3);
    if (parts.length < 2) {
      return Optional.empty();
    }
    try {
      return outputs(parts, right);
    } catch (AuthorException e) {
      // With other numbers a reference may not end as it does, or not do the same.
      return Optional.empty();
    }
  }

  /**
   * How it is looked at what a kernel leaves.
   *
   * @param glance may end it
   * @param keeps whether the device keeps subnormals
   */
  private record Look(Glance glance, boolean keeps) {
    private static final Look ALL = new Look(Glance.NONE, false);
  }

  /**
   * What a kernel with a fault leaves, unless a glance at it ends that. Where a device that flushes
   * subnormals might leave anything, it is what one leaves that keeps them.
   *
   * @param open whether too much is left open
   */
  Optional<Map<String, Expected>> supposing(
      Hypothesis hypothesis,
      Map<String, Expected> right,
      Glance glance,
      Predicate<Map<String, Expected>> open) {
    look.set(new Look(glance, false));
    try {
      Optional<Map<String, Expected>> supposed = supposing(hypothesis, right);
      if (supposed.filter(open).isEmpty()) {
        return supposed;
      }
      look.set(new Look(glance, true));
      return supposing(hypothesis, right);
    } finally {
      look.remove();
    }
  }

  private Optional<Map<String, Expected>> outputs(String[] parts, Map<String, Expected> right) {
    String name = parts[1];
    switch (parts[0]) {
      case TOLD -> {
        int number = Integer.parseInt(name);
        return Optional.of(expected(Otherwise.by(model.faults().get(number).reference())));
      }
      case INPUT -> {
        Map<String, Elements> changed = InputFaults.changed(inputs, parts[2], name);
        return changed.get(parts[2]).reals() == inputs.get(parts[2]).reals()
            ? Optional.empty()
            : Optional.of(Unknown.where(right, expected(changed, Otherwise.NOTHING)));
      }
      case VALUE -> {
        return value(name, parts[2]);
      }
      case STRIDE -> {
        return strided(name, parts[2], right);
      }
      default -> {
        return recorded(parts);
      }
    }
  }

  private Optional<Map<String, Expected>> value(String change, String name) {
    double old = ConstantBytes.numbers(model, place).get(name);
    double other = change.equals("0") ? 0 : old / place.size(change.substring(1));
    if (old == other) {
      return Optional.empty();
    }
    return Optional.of(
        expected(
            Otherwise.valued(
                numbers -> {
                  Map<String, Double> changed = new HashMap<>(numbers);
                  changed.put(name, other);
                  return changed;
                })));
  }

  private Optional<Map<String, Expected>> strided(
      String input, String site, Map<String, Expected> right) {
    MemoryLayout layout = place.layout(model.buffer(input));
    int[] strides = layout.strides();
    if (strides.length == 0 || strides[strides.length - 1] == 1) {
      return Optional.empty();
    }
    Map<String, Elements> others =
        Map.of(input, InputFaults.withoutStride(inputs.get(input), layout));
    if (site.isEmpty()) {
      Map<String, Elements> changed = new HashMap<>(inputs);
      changed.putAll(others);
      return Optional.of(expected(changed, Otherwise.NOTHING));
    }
    Recording seen = recording();
    return seen.isTooLarge()
        ? Optional.empty()
        : Optional.of(expected(Otherwise.perturbed(Perturbed.inputs(seen, site, others))));
  }

  /** What needs to know which operation is which. */
  private Optional<Map<String, Expected>> recorded(String[] parts) {
    Recording seen = recording();
    String key = parts[2];
    Optional<Site> site = seen.sites().stream().filter(it -> it.key().equals(key)).findFirst();
    if (seen.isTooLarge() || site.isEmpty() && !key.isEmpty()) {
      return Optional.empty();
    }
    int threads = threads();
    Perturbed by =
        switch (parts[0]) {
          case OPERATION -> {
            OperationFaults.Fault fault = OperationFaults.of(site.orElseThrow()).get(parts[1]);
            yield Perturbed.operation(seen, key, fault.change());
          }
          case TILE -> {
            int tile = Integer.parseInt(parts[1]);
            yield Perturbed.operation(seen, key, OperationFaults.unscaled(seen, tile).change());
          }
          case CONSTANT -> Perturbed.constant(seen, key, Double.parseDouble(parts[1]));
          case BEGIN -> {
            String[] how = parts[1].split(":");
            yield Perturbed.terms(
                seen, key, SumBegins.valueOf(how[0]).from(Double.parseDouble(how[1])), threads);
          }
          case SCAN -> Perturbed.sums(seen, key, ScanFaults.all().get(parts[1]).sums(), threads);
          case NARROW -> {
            String[] how = parts[1].split(":");
            ElementType type = model.buffer(how[1]).type();
            DType stored = ConstantBytes.scalar(type, place).dtype().orElse(DType.FLOAT32);
            if (stored == DType.FLOAT32) {
              yield null;
            }
            yield NarrowFaults.by(seen, site.orElseThrow(), how[0], stored, threads);
          }
          case TERMS ->
              Perturbed.terms(seen, key, TermFaults.ofOne().get(parts[1]).terms(), threads);
          default -> Perturbed.terms(seen, "", TermFaults.ofAll().get(parts[1]).terms(), threads);
        };
    if (by == null) {
      return Optional.empty();
    }
    boolean keeps = look.get().keeps;
    Otherwise otherwise = Otherwise.perturbed(keeps ? by.keepingSubnormals() : by);
    return Optional.of(expected(keeps ? otherwise.keepingSubnormals() : otherwise));
  }

  /** Of a threadgroup; kernels of several variants are taken to have as many. */
  int threads() {
    return Launches.threads(model, model.kernels().get(0), place);
  }

  private Map<String, Expected> expected(Otherwise otherwise) {
    return expected(inputs, otherwise);
  }

  private Map<String, Expected> expected(Map<String, Elements> read, Otherwise otherwise) {
    Map<String, Expected> made = new LinkedHashMap<>();
    calls
        .outputs(place, read, otherwise.under(look.get().glance))
        .forEach((name, given) -> made.put(name, ExpectedOutput.of(given, calls)));
    return made;
  }
}
