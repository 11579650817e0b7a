package io.github.kernelconformance.matrix;

import java.util.List;

/** Parameters that are percentages. */
public final class Percentage {

  private static final String ALLOWED = "a number from 0 to 100";

  private Percentage() {}

  /**
   * Reads a percentage.
   *
   * @param parameter as the pom spells it
   * @return from 0 to 100
   * @throws ConfigurationException if the text is no such number
   */
  public static double parse(String parameter, String text) {
    String value = text.strip();
    // No sign, no exponent, no NaN.
    if (!value.matches("\\d{1,3}(?:\\.\\d+)?") || Double.parseDouble(value) > 100) {
      throw new ConfigurationException(
          parameter, value, "'" + value + "' is no percentage", ALLOWED, List.of());
    }
    return Double.parseDouble(value);
  }
}
