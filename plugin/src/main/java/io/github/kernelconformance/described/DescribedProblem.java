package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Hypothesis;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.Reducible;
import io.github.kernelconformance.matrix.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inputs of one place, shared by all kernels that run there. */
final class DescribedProblem implements Problem {

  private final Model model;
  private final CellAxes axes;
  private final ReferenceCalls calls;
  private final Recordings recordings;
  private final Place place;
  private final Map<String, Elements> inputs;
  private final Suppositions suppositions;
  private Optional<Map<String, Expected>> expected = Optional.empty();

  DescribedProblem(
      Model model,
      CellAxes axes,
      ReferenceCalls calls,
      Recordings recordings,
      Place place,
      long seed) {
    this.recordings = recordings;
    this.model = model;
    this.axes = axes;
    this.calls = calls;
    this.place = place;
    inputs = calls.made(() -> Inputs.of(model, place, seed));
    suppositions = new Suppositions(model, calls, place, inputs, recordings);
  }

  private DescribedProblem(DescribedProblem other, Map<String, Elements> inputs) {
    model = other.model;
    axes = other.axes;
    calls = other.calls;
    place = other.place;
    this.inputs = inputs;
    recordings = other.recordings;
    suppositions = new Suppositions(model, calls, place, inputs, recordings);
  }

  @Override
  public Launch launch(Cell cell) {
    return calls.made(() -> Launches.of(model, axes.kernel(cell), place, inputs));
  }

  @Override
  public synchronized Map<String, Expected> expected(Cell cell) {
    if (expected.isEmpty()) {
      Map<String, Expected> made = new LinkedHashMap<>();
      calls
          .outputs(place, inputs)
          .forEach((name, given) -> made.put(name, ExpectedOutput.of(given, calls)));
      expected = Optional.of(made);
    }
    return expected.get();
  }

  @Override
  public Optional<Reducible> reducible(Cell cell) {
    return calls.made(
        () ->
            Optional.of(
                new ReducibleInputs(
                    model,
                    axes.kernel(cell),
                    place,
                    inputs,
                    changed -> new DescribedProblem(this, changed))));
  }

  @Override
  public List<Hypothesis> hypotheses(Cell cell, Map<String, byte[]> outputs) {
    List<Hypothesis> all = new ArrayList<>(suppositions.hypotheses());
    all.addAll(new FittedConstants(suppositions, expected(cell)).of(outputs, types()));
    return all;
  }

  private Map<String, ScalarType> types() {
    Map<String, ScalarType> types = new HashMap<>();
    for (BufferModel buffer : model.buffers()) {
      if (buffer.access().written()) {
        types.put(buffer.name(), ConstantBytes.scalar(buffer.type(), place));
      }
    }
    return types;
  }

  @Override
  public Optional<Map<String, Expected>> supposing(Cell cell, Hypothesis hypothesis) {
    return suppositions.supposing(hypothesis, expected(cell));
  }

  @Override
  public Optional<Map<String, Expected>> supposing(
      Cell cell, Hypothesis hypothesis, Map<String, byte[]> outputs) {
    Map<String, Expected> right = expected(cell);
    Map<String, ScalarType> types = types();
    return suppositions.supposing(
        hypothesis,
        right,
        Glance.refuting(right, outputs, types),
        supposed -> Unknown.isOpen(supposed, outputs, types));
  }

  @Override
  public long supposingCost(Cell cell) {
    return suppositions.cost();
  }

  @Override
  public Map<String, byte[]> dense(Cell cell, Map<String, byte[]> buffers) {
    Map<String, byte[]> dense = new LinkedHashMap<>(buffers);
    for (BufferModel buffer : model.buffers()) {
      dense.computeIfPresent(
          buffer.name(),
          (name, bytes) ->
              place
                  .layout(buffer)
                  .gathered(bytes, buffer.type().bytes(place), buffer.offset().at(place)));
    }
    return dense;
  }
}
