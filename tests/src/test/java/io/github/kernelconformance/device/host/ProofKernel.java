package io.github.kernelconformance.device.host;

/**
 * A generated kernel with one access in question, on a line of its own.
 *
 * @param name unique
 * @param way the name of the way in which it reads or writes
 * @param line where the access in question is
 */
record ProofKernel(
    String name, Form form, ProofType type, ProofSpace space, boolean write, String way, int line) {

  /** What the access in question is. */
  enum Form {
    /** One at an address. */
    ACCESS,
    /** One at an index of an array. */
    INDEX,
    /** The second of two, by another thread. */
    RACE,
    /** One for each of many values, in a loop that the compiler makes in vectors. */
    LOOP
  }

  /** What a reader is to know of the kernel besides its type. */
  String label() {
    return type.name() + (way.equals("computed") ? "" : ", " + way);
  }
}
