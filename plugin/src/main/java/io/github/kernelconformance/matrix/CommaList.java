package io.github.kernelconformance.matrix;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values of a parameter that takes several, separated by commas. */
public final class CommaList {

  private static final Pattern COMMA = Pattern.compile(",");

  private CommaList() {}

  /**
   * The entries, trimmed.
   *
   * @param allowed what may stand there, for the message
   * @throws ConfigurationException if an entry, or all of the text, is blank
   */
  public static List<String> split(String parameter, String text, String allowed) {
    return split(parameter, text, COMMA, allowed);
  }

  /** The same with a separator of its own. */
  static List<String> split(String parameter, String text, Pattern separator, String allowed) {
    List<String> entries = List.of(separator.split(text, -1)).stream().map(String::strip).toList();
    if (entries.contains("")) {
      String problem = text.isBlank() ? "is empty" : "'%s' has an empty entry".formatted(text);
      throw new ConfigurationException(parameter, text, problem, allowed, List.of());
    }
    return entries;
  }

  /**
   * The members of a fixed set that the entries name, in the order of the text, each once.
   *
   * @param noun what one entry names, for example {@code dtype}
   * @throws ConfigurationException if an entry is blank or names no member
   */
  public static <T> List<T> choose(
      String parameter, String noun, String text, List<T> members, Function<T, String> id) {
    List<String> ids = members.stream().map(id).toList();
    Set<T> chosen = new LinkedHashSet<>();
    for (String entry : split(parameter, text, String.join(", ", ids))) {
      int index = ids.indexOf(entry);
      if (index < 0) {
        throw ConfigurationException.unknown(parameter, noun, entry, ids);
      }
      chosen.add(members.get(index));
    }
    return List.copyOf(chosen);
  }
}
