package io.github.kernelconformance.msl;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.List;
import java.util.Optional;

/**
 * A function constant of a program: {@code constant bool name [[function_constant(index)]]}, as
 * "Specifying Program Scope Function Constants" of the MSL specification has it.
 *
 * @param type the declared type as written, without {@code constant}
 * @param index by which Metal knows it; -1 where that is not a literal
 * @param value what kernels are specialized to; empty where it has none
 * @param location where it is declared
 */
public record FunctionConstant(
    String name, String type, int index, Optional<Value> value, SourceLocation location) {

  /**
   * A value of a function constant.
   *
   * @param bits in the lowest bits as many as the type has; those above are zero
   */
  public record Value(ScalarType type, long bits) {

    /** A C++ expression of this value, constant, for the host compiler. */
    String expression() {
      return "__builtin_bit_cast(%s, (%s)%sull)"
          .formatted(type.spelling(), type.carrier(), Long.toUnsignedString(bits));
    }
  }

  /**
   * The constant with a value that one kernel is to have.
   *
   * @throws MslException where the text is no value of the constant's type
   */
  void check(String text, String kernel) {
    try {
      with(text);
    } catch (ConfigurationException e) {
      throw new MslException(
          location,
          "the function constant '%s' of the type %s cannot be '%s', as the contract of %s has it. Allowed: %s."
              .formatted(name, type, text, kernel, e.allowed()));
    }
  }

  /**
   * The constant with a value.
   *
   * @param text as the parameter {@code functionConstants} has it
   * @throws ConfigurationException where the text is no value of the constant's type
   */
  FunctionConstant with(String text) {
    ScalarType scalar =
        ScalarType.spelled(type)
            .orElseThrow(
                () ->
                    refused(
                        text,
                        "has the type "
                            + type
                            + ", and a constant of this type cannot be given a value",
                        String.join(", ", ScalarType.spellings())));
    if (index < 0) {
      throw refused(
          text,
          "has an index that is not a literal",
          "a number, for example [[function_constant(0)]]");
    }
    long bits =
        scalar
            .bits(text.strip())
            .orElseThrow(
                () ->
                    refused(
                        text, "is a " + type + ", so it cannot be '" + text + "'", scalar.range()));
    return new FunctionConstant(name, type, index, Optional.of(new Value(scalar, bits)), location);
  }

  private ConfigurationException refused(String text, String problem, String allowed) {
    return new ConfigurationException(
        "functionConstants",
        text,
        "the function constant '%s' at %s %s".formatted(name, location, problem),
        allowed,
        List.of());
  }

  /** Whether parameters that depend on it exist. */
  boolean enables() {
    return value.isPresent() && value.get().bits() != 0;
  }
}
