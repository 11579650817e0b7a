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
   * What a kernel reads.
   *
   * @param bytes the buffer's exact contents, little-endian; not to be changed by anyone
   * @param offset where the kernel's pointer points, in bytes
   */
  record Input(String name, byte[] bytes, int offset) implements Argument {
    /** A buffer that is bound at its start. */
    public Input(String name, byte[] bytes) {
      this(name, bytes, 0);
    }

    @Override
    public Input named(String other) {
      return new Input(other, bytes, offset);
    }
  }

  /**
   * What a kernel writes, and perhaps reads before.
   *
   * @param length the buffer's exact size in bytes
   * @param before its exact contents where the kernel reads what is in it; empty where it is only
   *     written; not to be changed by anyone
   * @param offset where the kernel's pointer points, in bytes
   */
  record Output(String name, int length, Optional<byte[]> before, int offset) implements Argument {
    /** A buffer that is only written, and bound at its start. */
    public Output(String name, int length) {
      this(name, length, Optional.empty(), 0);
    }

    @Override
    public Output named(String other) {
      return new Output(other, length, before, offset);
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
}
