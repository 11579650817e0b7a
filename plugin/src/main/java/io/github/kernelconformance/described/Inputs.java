package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.described.BufferModel.Values;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes what kernels read. Equal places and seeds give equal bytes on every machine. */
final class Inputs {

  private final Place place;
  private final long seed;

  private Inputs(Place place, long seed) {
    this.place = place;
    this.seed = seed;
  }

  /** All inputs of a place, by name. */
  static Map<String, Elements> of(Model model, Place place, long seed) {
    Inputs inputs = new Inputs(place, seed);
    Map<String, Elements> made = new LinkedHashMap<>();
    for (BufferModel buffer : model.buffers()) {
      if (buffer.access().read()) {
        Elements elements = inputs.elements(buffer);
        made.put(buffer.name(), inputs.isBroadcast(buffer) ? elements.broadcast() : elements);
      }
    }
    return made;
  }

  private boolean isBroadcast(BufferModel buffer) {
    return place.view() == View.BROADCAST && buffer.has(View.BROADCAST) && buffer.free() > 0;
  }

  private Elements elements(BufferModel buffer) {
    int[] sizes = buffer.sizes(place);
    int count = MemoryLayout.count(sizes);
    int row = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    DrawStream draw =
        new DrawStream(DrawStream.key(seed, buffer.name(), place.distribution().id()));
    if (buffer.type() instanceof Layout layout) {
      return Elements.ofBlocks(layout, sizes, blocks(layout, draw, count, row));
    }
    ScalarType type = ConstantBytes.scalar(buffer.type(), place);
    if (buffer.values() instanceof Values.Filled filled) {
      return filled(buffer, type, sizes, filled, draw);
    }
    return type.floating()
        ? Elements.ofReals(type, sizes, reals(buffer, type.dtype().orElseThrow(), draw, count, row))
        : Elements.ofIntegers(type, sizes, integers(buffer, type, draw, count, row));
  }

  private double[] reals(BufferModel buffer, DType type, DrawStream draw, int count, int row) {
    RealDraws draws = new RealDraws(type, draw, row);
    if (buffer.values() instanceof Values.Between range) {
      return between(range, type, draw, count);
    }
    if (buffer.values() instanceof Values.Mask) {
      return draws.mask(place.distribution(), count);
    }
    if (buffer.values() instanceof Values.Always always) {
      return draws.of(always.distribution(), count);
    }
    if (buffer.values() instanceof Values.Below) {
      throw new ContractException(
          "%s.below(...) is for integers; for %s write .between(least, greatest)"
              .formatted(buffer.name(), type.id()));
    }
    return draws.of(place.distribution(), count);
  }

  private double[] between(Values.Between range, DType type, DrawStream draw, int count) {
    double width = range.greatest() - range.least();
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double part =
          switch (place.distribution()) {
            case CONSTANT -> 0.5;
            case TIES -> draw.below(3) * 0.5;
            default -> draw.uniform();
          };
      double value = type.round(range.least() + part * width);
      values[i] =
          value >= range.least() && value <= range.greatest()
              ? value
              : type.round(range.least() + 0.5 * width);
    }
    return values;
  }

  private long[] integers(
      BufferModel buffer, ScalarType type, DrawStream draw, int count, int row) {
    WholeDraws draws = new WholeDraws(type, draw, row);
    if (buffer.values() instanceof Values.Below below) {
      int bound = below.bound().at(place);
      if (bound < 1) {
        throw new ContractException(
            "The values of %s are below %s, which is %d at %s"
                .formatted(buffer.name(), below.bound(), bound, place));
      }
      return draws.below(place.distribution(), count, bound);
    }
    if (buffer.values() instanceof Values.Between range) {
      long[] values =
          draws.below(place.distribution(), count, (int) (range.greatest() - range.least()) + 1);
      for (int i = 0; i < count; i++) {
        values[i] += (long) range.least();
      }
      return values;
    }
    Distribution distribution =
        buffer.values() instanceof Values.Always always
            ? always.distribution()
            : place.distribution();
    return draws.of(distribution, count);
  }

  private Elements filled(
      BufferModel buffer, ScalarType type, int[] sizes, Values.Filled filled, DrawStream draw) {
    double[] values = new double[MemoryLayout.count(sizes)];
    filled.filler().fill(values, place, draw);
    for (int i = 0; i < values.length; i++) {
      Encoding.check(buffer.name(), type, values[i]);
      values[i] = Encoding.rounded(type, values[i]);
    }
    return Elements.ofReals(type, sizes, values);
  }

  private byte[] blocks(Layout layout, DrawStream draw, int count, int row) {
    ByteBuffer bytes = Encoding.buffer(new byte[Math.multiplyExact(count, layout.bytes())]);
    for (Layout.Field field : layout.fields()) {
      ScalarType type = field.type();
      double[] reals =
          type.floating()
              ? new RealDraws(type.dtype().orElseThrow(), draw, row)
                  .of(place.distribution(), count * field.length())
              : new double[0];
      for (int i = 0; i < count * field.length(); i++) {
        int at =
            i / field.length() * layout.bytes()
                + field.offset()
                + i % field.length() * type.bytes();
        if (type.floating()) {
          Encoding.put(bytes, at, type, reals[i]);
        } else {
          Encoding.put(bytes, at, type, bits(draw, field.integers()));
        }
      }
    }
    return bytes.array();
  }

  private static long bits(DrawStream draw, int bits) {
    long all =
        (long) draw.below(1 << 22) << 42 | (long) draw.below(1 << 21) << 21 | draw.below(1 << 21);
    return bits >= Long.SIZE ? all : all & (1L << bits) - 1;
  }
}
