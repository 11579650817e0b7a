package io.github.kernelconformance.contract;

/** What a kernel wrote into an output, for properties. */
public interface Written {

  /** How many dimensions it has. */
  int dimensions();

  /** The size of a dimension; 0 is the outermost. */
  int size(int dimension);

  /** An element as a number; of integers beyond 2^53 the nearest double. */
  double at(int... index);
}
