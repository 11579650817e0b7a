package io.github.kernelconformance.contract;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * An axis of words, made by {@link Description#choices} or {@link Description#flag}.
 *
 * @param name the axis' name, such as {@code mode}
 * @param values its values, in report order
 */
public record Choice(String name, List<String> values) {

  /** Copies the list. */
  public Choice {
    values = List.copyOf(values);
  }

  /**
   * Holds where the value is this one: {@code
   * it.kernel("causal_attention").when(mask.is("causal"))}.
   */
  public Condition is(String value) {
    if (!values.contains(value)) {
      throw new ContractException(
          "The axis %s has no value '%s'; it has %s".formatted(name, value, values));
    }
    return at -> at.choice(name).equals(value);
  }

  /** Holds where a {@link Description#flag flag} is set. */
  public Condition isSet() {
    return is("true");
  }

  /** A size for each value: {@code mode.size(m -> m.equals("b4") ? 4 : 8)}. */
  public Dim size(ToIntFunction<String> size) {
    return Dim.of("size of " + name, at -> size.applyAsInt(at.choice(name)));
  }
}
