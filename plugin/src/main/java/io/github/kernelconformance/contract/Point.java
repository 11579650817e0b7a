package io.github.kernelconformance.contract;

/** Where on the axes a case is: what formulas, conditions and fillers read. */
public interface Point {

  /**
   * The value of an axis of sizes.
   *
   * @throws ContractException if there is no such axis
   */
  int size(String axis);

  /**
   * The value of an axis of types.
   *
   * @throws ContractException if there is no such axis
   */
  ScalarType type(String axis);

  /**
   * The value of an axis of choices; a flag's is {@code true} or {@code false}, see {@link #flag}.
   *
   * @throws ContractException if there is no such axis
   */
  String choice(String axis);

  /**
   * The value of an axis of flags.
   *
   * @throws ContractException if there is no such axis
   */
  boolean flag(String axis);

  /**
   * The value of an axis of real numbers.
   *
   * @throws ContractException if there is no such axis
   */
  double real(String axis);

  /**
   * From one index of a buffer's dimension to the next, in elements; 0 where all share one, less
   * than 0 where it runs backwards.
   *
   * @param buffer the argument's name
   * @param dimension 0 is the outermost
   * @throws ContractException if there is no such buffer or dimension
   */
  int stride(String buffer, int dimension);
}
