package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.ElementType;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.described.BufferModel.Values;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.Reducible;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What of a contract's inputs may become 0, 1 or -1: what the inputs of the place may hold by the
 * contract's own words. What its author fills is left as it is, for only the author knows what else
 * it may be; and nothing becomes 0 where the contract excludes zeros.
 */
final class ReducibleInputs implements Reducible {

  /** Where the elements of a part are in the bytes of an input. */
  private record Spot(Elements of, ScalarType type, int offset, int length, int stride) {

    /** The place of an element in the bytes. */
    int at(int i) {
      return offset + i / length * stride + i % length * type.bytes();
    }
  }

  private final Model model;
  private final Place place;
  private final Map<String, Elements> inputs;
  private final Function<Map<String, Elements>, Problem> maker;
  private final List<Part> parts = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>();

  /**
   * @param kernel whose arguments count
   * @param maker of the problem of other inputs
   */
  ReducibleInputs(
      Model model,
      KernelModel kernel,
      Place place,
      Map<String, Elements> inputs,
      Function<Map<String, Elements>, Problem> maker) {
    this.model = model;
    this.place = place;
    this.inputs = inputs;
    this.maker = maker;
    for (String name : ReportedArrays.of(model, place, kernel).keySet()) {
      BufferModel buffer = model.buffer(name);
      if (buffer.access().read() && !(buffer.values() instanceof Values.Filled)) {
        add(buffer, inputs.get(name));
      }
    }
  }

  @Override
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  @Override
  public Problem with(List<Value[]> elements) {
    Map<String, byte[]> changed = new LinkedHashMap<>();
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (int p = 0; p < parts.size(); p++) {
      String name = parts.get(p).argument();
      Elements old = spots.get(p).of();
      byte[] bytes = changed.computeIfAbsent(name, it -> old.bytes().clone());
      double[] reals = numbers.computeIfAbsent(name, it -> old.reals().clone());
      change(spots.get(p), elements.get(p), bytes, reals);
    }
    Map<String, Elements> made = new LinkedHashMap<>(inputs);
    changed.forEach(
        (name, bytes) -> {
          Elements old = inputs.get(name);
          Elements next = new Elements(old.type(), old.sizes(), numbers.get(name), bytes);
          made.put(name, isBroadcast(model.buffer(name)) ? next.broadcast() : next);
        });
    return maker.apply(made);
  }

  private static void change(Spot spot, Value[] elements, byte[] bytes, double[] reals) {
    ByteBuffer buffer = Encoding.buffer(bytes);
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] != Value.KEPT) {
        double value = elements[i].number(0);
        Encoding.put(buffer, spot.at(i), spot.type(), value);
        if (reals.length > 0) {
          reals[i] = value;
        }
      }
    }
  }

  private void add(BufferModel buffer, Elements elements) {
    int[] sizes = elements.sizes().clone();
    if (isBroadcast(buffer)) {
      sizes[0] = 1; // all others are the same memory
    }
    ElementType type = elements.type();
    if (type instanceof Layout layout) {
      for (Layout.Field field : layout.fields()) {
        int[] inBlocks = Arrays.copyOf(sizes, sizes.length + 1);
        inBlocks[sizes.length] = field.length();
        add(
            buffer,
            "%s, field of the blocks".formatted(field.name()),
            inBlocks,
            new Spot(elements, field.type(), field.offset(), field.length(), layout.bytes()),
            true,
            true,
            field.type().signed());
      }
      return;
    }
    ScalarType scalar = ConstantBytes.scalar(type, place);
    add(
        buffer,
        buffer.meaning(),
        sizes,
        new Spot(elements, scalar, 0, 1, scalar.bytes()),
        mayBe(buffer, 0),
        mayBe(buffer, 1),
        scalar.signed() && mayBe(buffer, -1));
  }

  private void add(
      BufferModel buffer,
      String what,
      int[] sizes,
      Spot spot,
      boolean zero,
      boolean one,
      boolean minusOne) {
    boolean alike = !excluded(Distribution.CONSTANT) && !excluded(Distribution.TIES);
    boolean zeros =
        zero && alike && !excluded(Distribution.SIGNED_ZEROS) && !excluded(Distribution.INTEGERS);
    boolean ones = one && alike;
    if (!zeros && !ones) {
      return;
    }
    ByteBuffer bytes = Encoding.buffer(spot.of().bytes());
    double[] values =
        IntStream.range(0, MemoryLayout.count(sizes))
            .mapToDouble(i -> Encoding.real(bytes, spot.at(i), spot.type()))
            .toArray();
    parts.add(new Part(buffer.name(), what, boxed(sizes), values, zeros, ones, ones && minusOne));
    spots.add(spot);
  }

  private boolean mayBe(BufferModel buffer, int value) {
    Values values = buffer.values();
    if (values instanceof Values.Below below) {
      return value >= 0 && value < below.bound().at(place);
    }
    if (values instanceof Values.Between range) {
      return range.least() <= value && value <= range.greatest();
    }
    return value == 0 || !(values instanceof Values.Mask);
  }

  private boolean excluded(Distribution distribution) {
    return model.exclusions().stream()
        .anyMatch(it -> it.distribution() == distribution && it.where().holds(place));
  }

  private boolean isBroadcast(BufferModel buffer) {
    return place.view() == View.BROADCAST && buffer.has(View.BROADCAST) && buffer.free() > 0;
  }

  private static List<Integer> boxed(int[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }
}
