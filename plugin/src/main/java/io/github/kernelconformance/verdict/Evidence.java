package io.github.kernelconformance.verdict;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a failing cell was given and what it gave, as much of it as a reader wants to see. Passing
 * cells have none, for there may be many.
 *
 * @param inputs the arrays that the kernel reads, in the order of the launch
 * @param outputs in the contract's order; none where the kernel ended without one
 */
public record Evidence(List<Input> inputs, List<Output> outputs) {

  private static final int MOST_ELEMENTS = 256;
  private static final int MOST_OF_AN_INPUT = 8;

  /**
   * An array that a kernel reads.
   *
   * @param type of one element
   * @param shape the sizes, the outermost first
   * @param meaning what a reader needs to know of it
   * @param head its first values as text
   */
  public record Input(
      String name, ArrayType.Element type, List<Integer> shape, String meaning, List<String> head) {

    public Input {
      shape = List.copyOf(shape);
      head = List.copyOf(head);
    }
  }

  /**
   * What a kernel wrote.
   *
   * @param name of the argument
   * @param type of the array
   * @param bytes the whole buffer, row-major, little-endian; not to be changed by anyone; empty
   *     where this was read from a report, which does not hold it
   * @param rounded whether an element must be the reference rounded once
   * @param elements all of them or, where they are too many, wrong ones before right ones; in order
   */
  public record Output(
      String name,
      ArrayType type,
      Optional<byte[]> bytes,
      boolean rounded,
      List<Element> elements) {
    /** Copies the list. */
    public Output {
      elements = List.copyOf(elements);
    }
  }

  public Evidence {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * The inputs of a launch.
   *
   * @param types what the arguments are that a reader wants to see, by name
   */
  public static Evidence of(Launch launch, Map<String, ArrayType> types) {
    List<Input> inputs =
        launch.arguments().stream()
            .filter(argument -> types.containsKey(argument.name()))
            .filter(Argument.Input.class::isInstance)
            .map(Argument.Input.class::cast)
            .map(input -> input(input, types.get(input.name())))
            .toList();
    return new Evidence(inputs, List.of());
  }

  /**
   * This with what the kernel wrote, beside what it should have written.
   *
   * @param written the buffers by name
   * @param types what the arguments are, by name
   */
  public Evidence with(
      Map<String, byte[]> written, Map<String, Expected> expected, Map<String, ArrayType> types) {
    List<Output> shown =
        expected.entrySet().stream()
            .map(it -> output(it.getKey(), types, written, it.getValue()))
            .toList();
    return new Evidence(inputs, shown);
  }

  private static Output output(
      String name, Map<String, ArrayType> types, Map<String, byte[]> written, Expected expected) {
    ArrayType type = types.get(name);
    byte[] bytes = written.get(name);
    return new Output(
        name,
        type,
        Optional.of(bytes),
        expected instanceof Expected.Rounded,
        shown(Comparison.elements(name, type, bytes, expected)));
  }

  private static Input input(Argument.Input input, ArrayType type) {
    return new Input(
        input.name(),
        type.element(),
        type.shape(),
        type.meaning(),
        ArrayText.head(type.element(), input.bytes(), MOST_OF_AN_INPUT));
  }

  private static List<Element> shown(List<Element> all) {
    if (all.size() <= MOST_ELEMENTS) {
      return all;
    }
    return Stream.concat(
            all.stream().filter(Element::wrong), all.stream().filter(element -> !element.wrong()))
        .limit(MOST_ELEMENTS)
        .sorted(Comparator.comparingInt(Element::index))
        .toList();
  }
}
