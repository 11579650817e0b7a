package io.github.kernelconformance.family;

import java.util.Optional;

/** A value for a kernel argument, found by the argument's name. */
public sealed interface Argument {

  /** The name of the kernel's parameter. */
  String name();

  /** The same for a parameter of another name. */
  Argument named(String other);

  /** Where the kernel's pointer points, in bytes from the start of the buffer. */
  default int offset() {
    return 0;
  }

  /**
   * Where what the kernel may touch begins, in bytes from the start of the buffer; it ends with the
   * buffer.
   */
  default int first() {
    return 0;
  }

  /**
   * What a kernel reads.
   *
   * @param bytes the buffer's exact contents, little-endian; not to be changed by anyone
   * @param offset where the kernel's pointer points, in bytes
   * @param reach so many bytes before the pointer the kernel may touch, as with a negative stride;
   *     what lies before those is not its own, as little as what lies past the end
   */
  record Input(String name, byte[] bytes, int offset, int reach) implements Argument {
    /** Checks that the pointer is in the buffer, or at its end. */
    public Input {
      checkPointer(name, bytes.length, offset, reach);
    }

    /** A buffer that is the kernel's from its start. */
    public Input(String name, byte[] bytes, int offset) {
      this(name, bytes, offset, offset);
    }

    /** A buffer that is bound at its start. */
    public Input(String name, byte[] bytes) {
      this(name, bytes, 0);
    }

    @Override
    public int first() {
      return offset - reach;
    }

    @Override
    public Input named(String other) {
      return new Input(other, bytes, offset, reach);
    }
  }

  /**
   * What a kernel writes, and perhaps reads before.
   *
   * @param length the buffer's exact size in bytes
   * @param before its exact contents where the kernel reads what is in it; empty where it is only
   *     written; not to be changed by anyone
   * @param offset where the kernel's pointer points, in bytes
   * @param reach so many bytes before the pointer the kernel may touch
   * @param fill what it holds, beside NaNs, in one of two runs, if it is only written
   */
  record Output(String name, int length, Optional<byte[]> before, int offset, int reach, Fill fill)
      implements Argument {
    /** Checks that the pointer is in the buffer, or at its end. */
    public Output {
      checkPointer(name, length, offset, reach);
      if (before.isPresent() && before.get().length != length) {
        throw new IllegalArgumentException(
            "%s has %d bytes, and %d are to be in it".formatted(name, length, before.get().length));
      }
    }

    /** A buffer that is the kernel's from its start. */
    public Output(String name, int length, Optional<byte[]> before, int offset) {
      this(name, length, before, offset, offset, Fill.BYTES);
    }

    /** A buffer that is only written, and bound at its start. */
    public Output(String name, int length, Fill fill) {
      this(name, length, Optional.empty(), 0, 0, fill);
    }

    /** A buffer of any type that is only written, and bound at its start. */
    public Output(String name, int length) {
      this(name, length, Fill.BYTES);
    }

    @Override
    public int first() {
      return offset - reach;
    }

    @Override
    public Output named(String other) {
      return new Output(other, length, before, offset, reach, fill);
    }
  }

  /**
   * Threadgroup memory that a kernel takes as an argument. Each threadgroup has its own; what is in
   * it at its start is undefined.
   *
   * @param length its exact size in bytes
   */
  record Threadgroup(String name, int length) implements Argument {
    @Override
    public Threadgroup named(String other) {
      return new Threadgroup(other, length);
    }
  }

  /** What a host leaves unbound, since the kernel does not read it in this launch; no value. */
  record Unbound(String name) implements Argument {
    @Override
    public Unbound named(String other) {
      return new Unbound(other);
    }
  }

  private static void checkPointer(String name, int length, int offset, int reach) {
    if (offset < 0 || offset > length || reach < 0 || reach > offset) {
      throw new IllegalArgumentException(
          "%s has %d bytes, so it cannot be bound at byte %d and reach back by %d"
              .formatted(name, length, offset, reach));
    }
  }
}
