package io.github.kernelconformance.device.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a text a compiler's errors are. */
final class ErrorOffsets {

  private static final Pattern PLACE = Pattern.compile("([^:\\s]+):(\\d+):(\\d+): (.*)");

  private ErrorOffsets() {}

  /**
   * The offsets of each error: its own first, then those of the notes that follow it.
   *
   * @param messages clang's
   * @param file as the messages name it
   * @param before how many lines of the file precede the part whose offsets are wanted
   * @param part that part, line for line
   */
  static List<Set<Integer>> of(String messages, String file, int before, String part) {
    List<Integer> own = starts(part);
    List<Set<Integer>> errors = new ArrayList<>();
    for (String line : messages.split("\n")) {
      Matcher place = PLACE.matcher(line);
      if (!place.matches()) {
        continue;
      }
      String says = place.group(4);
      if (says.startsWith("error: ") || says.startsWith("fatal error: ")) {
        errors.add(new LinkedHashSet<>());
      }
      int at = Integer.parseInt(place.group(2)) - 1 - before;
      if (!errors.isEmpty() && place.group(1).equals(file) && at >= 0 && at < own.size()) {
        errors.get(errors.size() - 1).add(own.get(at) + Integer.parseInt(place.group(3)) - 1);
      }
    }
    return errors;
  }

  private static List<Integer> starts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    return starts;
  }
}
