package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Block;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Property;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Tracked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** A place as a reference sees it. */
final class ReferenceCase implements Case {

  private final Model model;
  private final Place place;
  private final Arithmetic arithmetic;
  private final InputTable inputs;
  private final Map<String, Double> numbers;
  private final Map<String, OutputRecord> outputs = new LinkedHashMap<>();
  private final Glance glance;

  ReferenceCase(
      Model model,
      Place place,
      Arithmetic arithmetic,
      Map<String, Elements> elements,
      Otherwise otherwise) {
    this.model = model;
    this.place = place;
    this.arithmetic = arithmetic;
    inputs = new InputTable(elements, arithmetic, otherwise.reads());
    glance = otherwise.glance();
    numbers = otherwise.values().apply(ConstantBytes.numbers(model, place));
    for (BufferModel buffer : model.buffers()) {
      if (buffer.access().written()) {
        outputs.put(
            buffer.name(),
            new OutputRecord(
                buffer, ConstantBytes.scalar(buffer.type(), place), buffer.sizes(place)));
      }
    }
  }

  /** What was given, by the name of the output. */
  Map<String, OutputRecord> outputs() {
    return outputs;
  }

  @Override
  public int size(String axis) {
    return place.size(axis);
  }

  @Override
  public ScalarType type(String axis) {
    return place.type(axis);
  }

  @Override
  public String choice(String axis) {
    return place.choice(axis);
  }

  @Override
  public boolean flag(String axis) {
    return place.flag(axis);
  }

  @Override
  public double real(String axis) {
    return place.real(axis);
  }

  @Override
  public int stride(String buffer, int dimension) {
    return place.stride(buffer, dimension);
  }

  @Override
  public int size(String buffer, int dimension) {
    int[] sizes = model.buffer(buffer).sizes(place);
    if (dimension < 0 || dimension >= sizes.length) {
      throw new ContractException(
          "The buffer %s has %d dimensions; there is no dimension %d, counted from 0"
              .formatted(buffer, sizes.length, dimension));
    }
    return sizes[dimension];
  }

  @Override
  public Tracked at(String input) {
    return inputs.at(input);
  }

  @Override
  public Tracked at(String input, int i) {
    return inputs.at(input, i);
  }

  @Override
  public Tracked at(String input, int i, int j) {
    return inputs.at(input, i, j);
  }

  @Override
  public Tracked at(String input, int i, int j, int k) {
    return inputs.at(input, new int[] {i, j, k});
  }

  @Override
  public Tracked at(String input, int... index) {
    return inputs.at(input, index);
  }

  @Override
  public long integer(String input, int... index) {
    return inputs.integer(input, index);
  }

  @Override
  public Block block(String input, int... index) {
    return inputs.block(input, index);
  }

  @Override
  public Tracked value(String name) {
    Double number = numbers.get(name);
    if (number == null) {
      throw new ContractException(
          "There is no value %s. There are: %s".formatted(name, Names.list(numbers.keySet())));
    }
    return arithmetic.exact(number);
  }

  @Override
  public Tracked exact(double value) {
    return arithmetic.exact(value);
  }

  @Override
  public Tracked constant(double value) {
    return arithmetic.constant(value);
  }

  @Override
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  @Override
  public Tracked sum(int n, IntFunction<Tracked> term) {
    goOn();
    return arithmetic.sum(n, term);
  }

  @Override
  public Tracked dot(int n, IntFunction<Tracked> a, IntFunction<Tracked> b) {
    goOn();
    return arithmetic.dot(n, a, b);
  }

  @Override
  public Tracked[] scan(int n, IntFunction<Tracked> term) {
    goOn();
    return arithmetic.scan(n, term);
  }

  @Override
  public Tracked max(int n, IntFunction<Tracked> term) {
    goOn();
    return arithmetic.max(n, term);
  }

  @Override
  public Tracked min(int n, IntFunction<Tracked> term) {
    goOn();
    return arithmetic.min(n, term);
  }

  @Override
  public void each(int n, IntConsumer body) {
    for (int i = 0; i < n; i++) {
      goOn();
      body.accept(i);
    }
  }

  @Override
  public Tracked[] shifted(int n, IntFunction<Tracked> term) {
    goOn();
    return arithmetic.shifted(n, term);
  }

  @Override
  public void output(String output, int n, IntFunction<Tracked> value, int... outer) {
    OutputRecord record = find(output);
    for (int i = 0; i < n; i++) {
      goOn();
      near(record, record.place(i, outer), value.apply(i));
    }
  }

  @Override
  public void output(String output, Tracked value, int... index) {
    goOn();
    OutputRecord record = find(output);
    near(record, record.placeOf(index), value);
  }

  private void near(OutputRecord record, int at, Tracked value) {
    record.near(at, value);
    glance.given(record.buffer().name(), at, value);
  }

  @Override
  public void exactly(String output, int n, IntToLongFunction value, int... outer) {
    OutputRecord record = find(output);
    for (int i = 0; i < n; i++) {
      goOn();
      record.exactly(record.place(i, outer), value.applyAsLong(i));
    }
  }

  @Override
  public void exactly(String output, long value, int... index) {
    goOn();
    OutputRecord record = find(output);
    record.exactly(record.placeOf(index), value);
  }

  @Override
  public void oneOf(String output, int n, IntFunction<long[]> values, int... outer) {
    OutputRecord record = find(output);
    for (int i = 0; i < n; i++) {
      goOn();
      record.oneOf(record.place(i, outer), values.apply(i));
    }
  }

  @Override
  public void oneOf(String output, long[] values, int... index) {
    goOn();
    OutputRecord record = find(output);
    record.oneOf(record.placeOf(index), values);
  }

  @Override
  public void satisfies(String output, Property property) {
    find(output).satisfies(property);
  }

  private OutputRecord find(String output) {
    OutputRecord record = outputs.get(output);
    if (record == null) {
      throw new ContractException(
          "There is no output %s. There are: %s".formatted(output, Names.list(outputs.keySet())));
    }
    return record;
  }

  /** Ends a reference that took too long, at the next thing that it asks for. */
  private static void goOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }
}
