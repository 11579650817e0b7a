package io.github.kernelconformance.downstream;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.numerics.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A launch that is being put together. Its output is the argument {@code out}. */
final class Call {

  private final String kernel;
  private final List<Argument> arguments = new ArrayList<>();
  private Size threadgroups = new Size(1, 1, 1);
  private Size threads = new Size(1, 1, 1);

  private Call(String kernel) {
    this.kernel = kernel;
  }

  static Call of(String kernel) {
    return new Call(kernel);
  }

  /** The name of a type in Metal, as host names have it. */
  static String metal(DType type) {
    return switch (type) {
      case FLOAT32 -> "float";
      case FLOAT16 -> "half";
      case BFLOAT16 -> "bfloat";
    };
  }

  Call input(String name, DType type, double[] values) {
    return input(name, type.encode(values));
  }

  Call input(String name, byte[] bytes) {
    arguments.add(new Argument.Input(name, bytes));
    return this;
  }

  Call ints(String name, int... values) {
    ByteBuffer bytes = littleEndian(4 * values.length);
    bytes.asIntBuffer().put(values);
    return input(name, bytes.array());
  }

  Call longs(String name, long... values) {
    ByteBuffer bytes = littleEndian(8 * values.length);
    bytes.asLongBuffer().put(values);
    return input(name, bytes.array());
  }

  Call value(String name, float value) {
    return input(name, littleEndian(4).putFloat(value).array());
  }

  Call threadgroup(String name, int bytes) {
    arguments.add(new Argument.Threadgroup(name, bytes));
    return this;
  }

  Call unbound(String name) {
    arguments.add(new Argument.Unbound(name));
    return this;
  }

  /** The grid in threadgroups. */
  Call grid(int width, int height, int depth) {
    threadgroups = new Size(width, height, depth);
    return this;
  }

  Call threads(int width, int height, int depth) {
    threads = new Size(width, height, depth);
    return this;
  }

  /** Runs it with an output of so many bytes. */
  byte[] bytes(KernelFile file, String name, int size) {
    List<Argument> all = new ArrayList<>(arguments);
    all.add(new Argument.Output(name, size));
    return file.run(new Launch(kernel, threadgroups, threads, all)).get(name);
  }

  /** Runs it with an output of so many elements. */
  double[] run(KernelFile file, DType type, int size) {
    return type.decode(bytes(file, "out", size * type.bytes()));
  }

  /** Runs it with an output of so many ints. */
  int[] runInts(KernelFile file, int size) {
    int[] values = new int[size];
    ByteBuffer.wrap(bytes(file, "out", 4 * size))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(values);
    return values;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
