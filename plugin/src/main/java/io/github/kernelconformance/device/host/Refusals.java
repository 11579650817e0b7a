package io.github.kernelconformance.device.host;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program uses that the host device does not have, in words for its author. What the
 * compiler says besides only follows from that, so it is left out.
 */
final class Refusals {

  private static final int MOST = 10;

  private static final Pattern REFUSAL =
      Pattern.compile(
          "(\\S.*?:\\d+):\\d+: error: (?:static assertion failed: (?<asserted>the host device .*)"
              + "|'(?<name>[^'<]*)[^']*' is unavailable: (?<unavailable>the host device .*)"
              + "|no member named '(?<attribute>\\w+)' in namespace"
              + " 'kernel_conformance::attribute')");

  private static final String ADVICE =
      "\nLeave the file out with the parameter 'excludes', move the code that needs this"
          + " into its own file, or guard it with the preprocessor.";

  private Refusals() {}

  /** The refusals among a compiler's messages; empty if there are none. */
  static Optional<String> among(String messages) {
    List<String> refusals =
        messages.lines().flatMap(line -> refusal(line).stream()).distinct().limit(MOST).toList();
    return refusals.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("\n", refusals) + ADVICE);
  }

  private static Optional<String> refusal(String line) {
    Matcher it = REFUSAL.matcher(line);
    if (!it.matches()) {
      return Optional.empty();
    }
    String place = it.group(1) + ": ";
    if (it.group("asserted") != null) {
      return Optional.of(place + it.group("asserted"));
    }
    if (it.group("name") != null) {
      return Optional.of(place + "'" + it.group("name") + "': " + it.group("unavailable"));
    }
    String attribute = it.group("attribute");
    return Optional.of(
        place
            + (attribute.equals(EntrySource.NONE)
                ? "the host device does not know where a parameter's value comes from,"
                    + " because it has no attribute"
                : "the host device does not support parameters with [[" + attribute + "]]"));
  }
}
