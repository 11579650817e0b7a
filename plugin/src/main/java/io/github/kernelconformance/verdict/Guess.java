package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a kernel leaves in an output, element by element. */
@FunctionalInterface
interface Guess {

  /** Puts an element of the output's type. */
  void put(int i, ByteBuffer into);

  /** What is expected, rounded once, and the first choice of several; empty for a property. */
  static Optional<Guess> reference(ArrayType.Element type, Expected expected) {
    if (expected instanceof Expected.Near near) {
      return Optional.of((i, into) -> type.put(into, near.values()[i]));
    }
    if (expected instanceof Expected.Rounded rounded) {
      return Optional.of((i, into) -> type.put(into, rounded.values()[i]));
    }
    if (expected instanceof Expected.Bits bits) {
      int bytes = type.bytes();
      return Optional.of((i, into) -> into.put(bits.bytes(), i * bytes, bytes));
    }
    if (expected instanceof Expected.OneOf oneOf) {
      return Optional.of((i, into) -> type.put(into, oneOf.choices().get(i)[0]));
    }
    return Optional.empty();
  }
}
