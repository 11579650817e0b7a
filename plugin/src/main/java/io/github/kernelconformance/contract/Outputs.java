package io.github.kernelconformance.contract;

/** What a kernel wrote, for properties. */
public interface Outputs {

  /** How many dimensions an output has. */
  int dimensions(String output);

  /** The size of an output's dimension; 0 is the outermost. */
  int size(String output, int dimension);

  /** An element as a number. */
  double at(String output, int... index);

  /** An element of an integer output. */
  long integer(String output, int... index);
}
