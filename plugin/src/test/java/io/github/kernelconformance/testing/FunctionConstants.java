package io.github.kernelconformance.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values of function constants.
 *
 * @param values literals by the constant's name or its index
 */
record FunctionConstants(Map<String, String> values) {

  /** What the plugin makes of a function constant for the host compiler. */
  private static final Pattern DECLARATION =
      Pattern.compile("(\\w+)\\s*\\[\\[\\s*function_constant\\((\\d+)\\)\\s*]]\\s*\\{}");

  /**
   * Program text with values.
   *
   * @param defined the names of the constants that have one
   */
  record Specialized(String text, Set<String> defined) {}

  /** Reads lines of a type in the numbers of {@code MTLDataType}, bits, and an index or a name. */
  static FunctionConstants parse(List<String> lines) {
    return new FunctionConstants(
        lines.stream()
            .map(line -> line.split(" ", 3))
            .collect(Collectors.toMap(it -> it[2], it -> literal(it[0], it[1]), (a, b) -> b)));
  }

  private static String literal(String type, String bits) {
    return switch (type) {
      case "53" -> bits.equals("0") ? "false" : "true";
      case "29" -> "(int)" + bits + "u";
      case "33" -> bits + "u";
      case "3" -> "__builtin_bit_cast(float, " + bits + "u)";
      default -> "__builtin_bit_cast(_Float16, (unsigned short)" + bits + ")";
    };
  }

  Specialized in(String hostText) {
    Matcher declaration = DECLARATION.matcher(hostText);
    Set<String> defined =
        declaration
            .results()
            .filter(it -> value(it.group(1), it.group(2)) != null)
            .map(it -> it.group(1))
            .collect(Collectors.toSet());
    String text =
        declaration.replaceAll(
            it -> {
              String value = value(it.group(1), it.group(2));
              String all = it.group();
              return Matcher.quoteReplacement(
                  value == null ? all : all.substring(0, all.length() - 1) + value + "}");
            });
    return new Specialized(text, defined);
  }

  private String value(String name, String index) {
    return values.getOrDefault(name, values.get(index));
  }
}
