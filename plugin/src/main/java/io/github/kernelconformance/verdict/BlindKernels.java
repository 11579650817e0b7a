package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.verdict.BlindKernel.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the blind kernels that a cell would have passed. Nothing runs: what such a kernel leaves is
 * known, and it is compared as real outputs are. Most cells tell a kernel by one element, so only
 * as many are looked at as it takes.
 */
public final class BlindKernels {

  /** The first element is looked at first, and each time so many times as many. */
  private static final int GROWTH = 8;

  private final Map<String, Expected> expected;
  private final Map<String, ArrayType> types;

  private BlindKernels(Map<String, Expected> expected, Map<String, ArrayType> types) {
    this.expected = expected;
    this.types = types;
  }

  /**
   * The blind kernels that pass all outputs, in order. A kernel that cannot be, such as the one of
   * the next element where each output has one element, passes nothing.
   *
   * @param launch the cell's
   * @param expected what each output is to hold, by name; at least one
   * @param types what the arrays of the launch are, by name
   */
  public static List<BlindKernel> of(
      Launch launch, Map<String, Expected> expected, Map<String, ArrayType> types) {
    BlindKernels cell = new BlindKernels(expected, types);
    List<BlindKernel> passing = new ArrayList<>();
    cell.add(passing, BlindKernel.of(Kind.ZEROS), cell.same((byte) 0));
    if (cell.hasReals()) {
      cell.add(passing, BlindKernel.of(Kind.NANS), cell.same((byte) 0xFF));
    }
    for (Argument argument : launch.arguments()) {
      Optional<StridedValues> input = cell.input(argument);
      if (input.isPresent()) {
        cell.add(passing, BlindKernel.copying(argument.name()), cell.copies(input.get()));
      }
    }
    cell.add(passing, BlindKernel.of(Kind.NEXT_ELEMENT), cell.neighbours(true));
    cell.add(passing, BlindKernel.of(Kind.NEXT_ROW), cell.neighbours(false));
    Collections.sort(passing);
    return List.copyOf(passing);
  }

  private void add(List<BlindKernel> passing, BlindKernel kernel, Map<String, Guess> guesses) {
    if (!guesses.isEmpty() && passes(guesses)) {
      passing.add(kernel);
    }
  }

  private boolean hasReals() {
    for (String name : expected.keySet()) {
      if (isReal(types.get(name).element())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReal(ArrayType.Element element) {
    return element == ArrayType.Element.FLOAT64 || element.dtype().isPresent();
  }

  private Map<String, Guess> same(byte each) {
    Map<String, Guess> guesses = new HashMap<>();
    expected.forEach(
        (name, of) ->
            guesses.put(
                name,
                (i, into) -> {
                  for (int b = types.get(name).element().bytes(); b > 0; b--) {
                    into.put(each);
                  }
                }));
    return guesses;
  }

  /** What a kernel finds in an argument; empty if that is no array that it reads. */
  private Optional<StridedValues> input(Argument argument) {
    ArrayType type = types.get(argument.name());
    if (type == null || type.size() == 0) {
      return Optional.empty();
    }
    if (argument instanceof Argument.Input input) {
      return Optional.of(new StridedValues(type, input.bytes(), input.offset()));
    }
    if (argument instanceof Argument.Output output && output.before().isPresent()) {
      return Optional.of(new StridedValues(type, output.before().get(), output.offset()));
    }
    return Optional.empty();
  }

  private Map<String, Guess> copies(StridedValues input) {
    Map<String, Guess> guesses = new HashMap<>();
    expected.forEach(
        (name, of) -> {
          ArrayType.Element element = types.get(name).element();
          guesses.put(name, (i, into) -> element.put(into, input.at(i % input.size())));
        });
    return guesses;
  }

  /** Of the outputs that have neighbours; the others are taken to be right. */
  private Map<String, Guess> neighbours(boolean inTheRow) {
    Map<String, Guess> guesses = new HashMap<>();
    for (Map.Entry<String, Expected> output : expected.entrySet()) {
      ArrayType type = types.get(output.getKey());
      int size = output.getValue().size();
      int row = row(type, size);
      if (inTheRow ? row > 1 : size > row) {
        Optional<Guess> known = Guess.reference(type.element(), output.getValue());
        if (known.isEmpty()) {
          return Map.of();
        }
        Guess reference = known.get();
        guesses.put(
            output.getKey(),
            inTheRow
                ? (i, into) -> reference.put(i / row * row + (i % row + 1) % row, into)
                : (i, into) -> reference.put((i + row) % size, into));
      }
    }
    return guesses;
  }

  private static int row(ArrayType type, int size) {
    List<Integer> shape = type.shape();
    int row = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
    return row > 0 && size % row == 0 ? row : size;
  }

  private boolean passes(Map<String, Guess> guesses) {
    for (Map.Entry<String, Guess> it : guesses.entrySet()) {
      if (!passes(it.getValue(), types.get(it.getKey()), expected.get(it.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean passes(Guess guess, ArrayType type, Expected expected) {
    ArrayType.Element element = type.element();
    int first = 0;
    int count = expected instanceof Expected.Satisfies ? expected.size() : 1;
    while (first < expected.size()) {
      int last = (int) Math.min(expected.size(), (long) first + count);
      ByteBuffer part =
          ByteBuffer.allocate((last - first) * element.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = first; i < last; i++) {
        guess.put(i, part);
      }
      if (!isRight(element, part.array(), first, expected)) {
        return false;
      }
      count = (last - first) * GROWTH;
      first = last;
    }
    return true;
  }

  /** What makes a contract fail passes no gate. */
  private static boolean isRight(
      ArrayType.Element element, byte[] part, int first, Expected expected) {
    try {
      return Elements.right(element, part, first, expected);
    } catch (AuthorException e) {
      return false;
    }
  }
}
