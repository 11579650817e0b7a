package io.github.kernelconformance.family;

/** A value for a kernel argument, found by the argument's name. */
public sealed interface Argument {

  /** The name of the kernel's parameter. */
  String name();

  /** The same for a parameter of another name. */
  Argument named(String other);

  /**
   * What a kernel reads.
   *
   * @param bytes the buffer's exact contents, little-endian; not to be changed by anyone
   */
  record Input(String name, byte[] bytes) implements Argument {
    @Override
    public Input named(String other) {
      return new Input(other, bytes);
    }
  }

  /**
   * What a kernel writes.
   *
   * @param length the buffer's exact size in bytes
   */
  record Output(String name, int length) implements Argument {
    @Override
    public Output named(String other) {
      return new Output(other, length);
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
