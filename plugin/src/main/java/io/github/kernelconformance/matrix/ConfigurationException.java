package io.github.kernelconformance.matrix;

import java.util.List;

/** A parameter of the build that cannot be what it is. The message is written for its author. */
public final class ConfigurationException extends RuntimeException {

  private final String parameter;
  private final String value;
  private final String allowed;
  private final List<String> suggestions;

  /**
   * An exception whose message reads {@code Parameter 'modes': unknown mode 'mxpf4'. Allowed:
   * mxfp4, mxfp8. Did you mean 'mxfp4'?}
   *
   * @param parameter the parameter as the pom spells it
   * @param value the offending part of its value
   * @param problem what is wrong with the value, without a full stop
   * @param allowed what would be right, without a full stop
   * @param suggestions values that may have been meant, best first; may be empty
   */
  public ConfigurationException(
      String parameter, String value, String problem, String allowed, List<String> suggestions) {
    this("Parameter '" + parameter + "'", parameter, value, problem, allowed, suggestions);
  }

  private ConfigurationException(
      String place,
      String parameter,
      String value,
      String problem,
      String allowed,
      List<String> suggestions) {
    super("%s: %s. Allowed: %s.%s".formatted(place, problem, allowed, question(suggestions)));
    this.parameter = parameter;
    this.value = value;
    this.allowed = allowed;
    this.suggestions = List.copyOf(suggestions);
  }

  /**
   * An exception for a value that is none of a fixed set; the set's nearest member is suggested.
   *
   * @param noun what the value should have been, for example {@code mode}
   */
  public static ConfigurationException unknown(
      String parameter, String noun, String value, List<String> allowed) {
    return new ConfigurationException(
        parameter,
        value,
        "unknown %s '%s'".formatted(noun, value),
        String.join(", ", allowed),
        EditDistance.nearest(value, allowed).stream().toList());
  }

  /**
   * An exception for a line of a file that a parameter leads to; its message starts with the place.
   *
   * @param place the file and the line, for example {@code src/conformance/host.expectations:3}
   */
  public static ConfigurationException inFile(
      String place,
      String parameter,
      String value,
      String problem,
      String allowed,
      List<String> suggestions) {
    return new ConfigurationException(place, parameter, value, problem, allowed, suggestions);
  }

  /** The parameter as the pom spells it, for example {@code modes}. */
  public String parameter() {
    return parameter;
  }

  /** The offending part of the parameter's value. */
  public String value() {
    return value;
  }

  /** What would be right. */
  public String allowed() {
    return allowed;
  }

  /** Values that may have been meant, best first; may be empty. */
  public List<String> suggestions() {
    return suggestions;
  }

  private static String question(List<String> suggestions) {
    if (suggestions.isEmpty()) {
      return "";
    }
    List<String> quoted = suggestions.stream().map(s -> "'" + s + "'").toList();
    int last = quoted.size() - 1;
    String choice =
        last == 0
            ? quoted.get(0)
            : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    return " Did you mean " + choice + "?";
  }
}
