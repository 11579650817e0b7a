package io.github.kernelconformance.matrix;

import java.util.List;

/**
 * Parameters that are true or false. Maven itself would take whatever is not {@code true} for
 * false, so that a misspelt value could turn the gate off.
 */
public final class Flag {

  private static final List<String> VALUES = List.of("true", "false");

  private Flag() {}

  /**
   * Reads a flag.
   *
   * @param parameter as the pom spells it
   * @throws ConfigurationException if the text is neither {@code true} nor {@code false}
   */
  public static boolean parse(String parameter, String text) {
    String value = text.strip();
    if (!VALUES.contains(value)) {
      throw ConfigurationException.unknown(parameter, "value", value, VALUES);
    }
    return value.equals("true");
  }
}
