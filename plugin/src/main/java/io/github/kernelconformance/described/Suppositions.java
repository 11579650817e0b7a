package io.github.kernelconformance.described;

import io.github.kernelconformance.described.Recording.Site;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Hypothesis.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  static final String CONSTANT = "constant";

  private static final Set<String> REDUCTIONS = Set.of("SUM", "LARGEST", "SMALLEST");
  private static final List<Integer> TILES = List.of(8, 16, 32, 64, 128);

  /** A term costs about so much. */
  private static final long NANOSECONDS = 50;

  private static final long NANOSECONDS_OF_RECORDING = 4_500;
  private static final long NANOSECONDS_A_CALL = 100_000;

  private final Model model;
  private final ReferenceCalls calls;
  private final Place place;
  private final Map<String, Elements> inputs;
  private final ThreadLocal<Glance> glance = ThreadLocal.withInitial(() -> Glance.NONE);
  private Recording recording;
  private long operations = -1;

  Suppositions(Model model, ReferenceCalls calls, Place place, Map<String, Elements> inputs) {
    this.model = model;
    this.calls = calls;
    this.place = place;
    this.inputs = inputs;
  }

  /** About how many nanoseconds one of them takes. */
  synchronized long cost() {
    if (recording == null && operations < 0) {
      Counting counting = new Counting();
      calls.outputs(place, inputs, Otherwise.observed(counting));
      operations = counting.operations();
    }
    return recording == null
        ? NANOSECONDS_A_CALL + NANOSECONDS_OF_RECORDING * Math.min(operations, Recording.MOST)
        : NANOSECONDS_A_CALL + NANOSECONDS * recording.size();
  }

  /** Which line does what; the reference runs once for it. */
  synchronized Recording recording() {
    if (recording == null) {
      Recording made = new Recording(calls.sites());
      calls.outputs(place, inputs, Otherwise.observed(made));
      recording = made;
    }
    return recording;
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
    if (!seen.isTooLarge()) {
      if (seen.sites().stream().anyMatch(it -> REDUCTIONS.contains(it.operation()))) {
        TermFaults.ofAll()
            .forEach((name, it) -> all.add(reference(ALL_TERMS, name, "", it.words(), "")));
      }
      seen.sites().forEach(it -> terms(it, all));
    }
    return all;
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
  }

  private void values(List<Hypothesis> all) {
    for (String name : ConstantBytes.numbers(model, place).keySet()) {
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

  /** What a kernel with a fault leaves, unless a glance at it ends that. */
  Optional<Map<String, Expected>> supposing(
      Hypothesis hypothesis, Map<String, Expected> right, Glance at) {
    glance.set(at);
    try {
      return supposing(hypothesis, right);
    } finally {
      glance.remove();
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

  /** What needs to know which operation is which. */
  private Optional<Map<String, Expected>> recorded(String[] parts) {
    Recording seen = recording();
    String key = parts[2];
    Optional<Site> site = seen.sites().stream().filter(it -> it.key().equals(key)).findFirst();
    if (seen.isTooLarge() || site.isEmpty() && !key.isEmpty()) {
      return Optional.empty();
    }
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
          case TERMS -> Perturbed.terms(seen, key, TermFaults.ofOne().get(parts[1]).terms());
          default -> Perturbed.terms(seen, "", TermFaults.ofAll().get(parts[1]).terms());
        };
    return Optional.of(
        expected(new Otherwise(by, by::beyond, it -> it, Optional.empty(), Glance.NONE)));
  }

  private Map<String, Expected> expected(Otherwise otherwise) {
    return expected(inputs, otherwise);
  }

  private Map<String, Expected> expected(Map<String, Elements> read, Otherwise otherwise) {
    Map<String, Expected> made = new LinkedHashMap<>();
    calls
        .outputs(place, read, otherwise.under(glance.get()))
        .forEach((name, given) -> made.put(name, ExpectedOutput.of(given, calls)));
    return made;
  }
}
