package io.github.kernelconformance.contract;

/**
 * A struct of sizes, strides and numbers that the kernel takes by reference, laid out as C and MSL
 * do. Fields come in the order of the calls: {@code it.struct("args").field("ne00", INT,
 * n).field("nb01", ULONG, x.byteStride(0)).field("eps", FLOAT, 1e-5)}.
 */
public interface Struct extends Argument {

  /** Adds an integer. */
  Struct field(String name, ScalarType type, Dim value);

  /** Adds a number. */
  Struct field(String name, ScalarType type, double value);

  /**
   * Adds a number that depends on the point: {@code field("scale", FLOAT, at -> 1 /
   * Math.sqrt(at.size("d")))}.
   */
  Struct field(String name, ScalarType type, Real value);

  /** Adds an array of integers: {@code array("ne", INT, rows, n)}. */
  Struct array(String name, ScalarType type, Dim... values);

  /**
   * Lets the next field start at a multiple of so many bytes, as a vector or {@code alignas} does.
   */
  Struct align(int bytes);

  @Override
  Struct when(Condition bound);

  @Override
  Struct of(Kernel... kernels);
}
