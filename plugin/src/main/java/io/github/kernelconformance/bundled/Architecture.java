package io.github.kernelconformance.bundled;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GPU as Metal's {@code architecture.name} spells it, for example {@code applegpu_g16g}. Hosts
 * look at it when they choose a kernel.
 *
 * @param name the whole name
 * @param generation 13 for the M1, 14 for the M2, 15 for the M3, 16 for the M4, 17 for the M5
 * @param size {@code p} in a phone, {@code g} base and Pro, {@code s} Max, {@code d} Ultra
 */
public record Architecture(String name, int generation, char size) {

  /** The one that is assumed unless a build names another: an M4. */
  public static final Architecture DEFAULT = new Architecture("applegpu_g16g", 16, 'g');

  private static final Pattern NAME = Pattern.compile("applegpu_g(\\d{2})([a-z])");

  /**
   * Reads a name.
   *
   * @throws ConfigurationException if the text is no such name
   */
  public static Architecture parse(String text) {
    Matcher matcher = NAME.matcher(text.strip());
    if (!matcher.matches()) {
      throw new ConfigurationException(
          "architecture",
          text,
          "'%s' is not an architecture of an Apple GPU".formatted(text),
          "applegpu_g, two digits and a letter, as in Metal's architecture.name",
          List.of(DEFAULT.name()));
    }
    return new Architecture(
        matcher.group(), Integer.parseInt(matcher.group(1)), matcher.group(2).charAt(0));
  }
}
