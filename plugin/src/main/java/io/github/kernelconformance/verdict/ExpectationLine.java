package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.CellGlob;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.EditDistance;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a line {@code <glob> <verdict> [relErr<=<bound>] <reason> [expires=<date>]}, whose fields
 * are parted by white space.
 */
final class ExpectationLine {

  static final String FORM =
      "<cell glob> <verdict> [relErr<=<bound>] <reason or URL> [expires=YYYY-MM-DD]";

  private static final List<String> VERDICTS =
      Arrays.stream(Status.values()).filter(Status::acceptable).map(Status::id).toList();

  private static final String ALLOWED_VERDICTS =
      String.join(", ", VERDICTS)
          + "; separate several with commas, and put flaky: first if the cell may pass too";

  private final String place;
  private final int line;

  private ExpectationLine(String place, int line) {
    this.place = place;
    this.line = line;
  }

  /**
   * Reads one line.
   *
   * @param file as messages name it
   * @param line from 1
   * @param text neither blank nor a comment
   * @throws ConfigurationException if the text is not an expectation
   */
  static Expectation parse(String file, int line, String text) {
    return new ExpectationLine(file + ":" + line, line).parse(text.strip());
  }

  private Expectation parse(String text) {
    List<String> fields = new ArrayList<>(List.of(text.split("\\s+")));
    CellGlob glob = glob(fields.remove(0));
    if (fields.isEmpty()) {
      throw wrong(text, "there is no verdict", FORM);
    }
    String verdict = fields.remove(0);
    double relErr = bound(fields);
    Optional<LocalDate> expires = expires(fields);
    requireNoMisplaced(fields);
    if (fields.isEmpty()) {
      throw wrong(text, "there is no reason", FORM);
    }
    boolean flaky = verdict.startsWith(Expectation.FLAKY);
    Set<Status> verdicts =
        verdicts(flaky ? verdict.substring(Expectation.FLAKY.length()) : verdict);
    return new Expectation(line, glob, verdicts, flaky, relErr, String.join(" ", fields), expires);
  }

  private CellGlob glob(String text) {
    try {
      return CellGlob.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(text, "'%s' %s".formatted(text, e.getMessage()), CellGlob.SYNTAX);
    }
  }

  private Set<Status> verdicts(String list) {
    Set<Status> verdicts = EnumSet.noneOf(Status.class);
    for (String id : list.split(",", -1)) {
      if (id.equals(Status.CONTRACT_ERROR.id())) {
        throw wrong(
            id,
            "a %s cannot be expected: nothing is known of the kernel then".formatted(id),
            ALLOWED_VERDICTS);
      }
      verdicts.add(
          Arrays.stream(Status.values())
              .filter(status -> status.acceptable() && status.id().equals(id))
              .findFirst()
              .orElseThrow(() -> unknownVerdict(id)));
    }
    return verdicts;
  }

  private ConfigurationException unknownVerdict(String id) {
    return wrong(
        id,
        "unknown verdict '%s'".formatted(id),
        ALLOWED_VERDICTS,
        EditDistance.nearest(id, VERDICTS).stream().toList());
  }

  /** Takes the bound from the fields that follow the verdict. */
  private double bound(List<String> fields) {
    if (fields.isEmpty() || !fields.get(0).startsWith("relErr")) {
      return Double.POSITIVE_INFINITY;
    }
    String field = fields.remove(0);
    String number = field.startsWith(Expectation.REL_ERR) ? field.substring(8) : "";
    try {
      double bound = Double.parseDouble(number);
      if (bound >= 0) {
        return bound;
      }
    } catch (NumberFormatException e) {
      // Reported below, with all that is not a bound.
    }
    throw wrong(
        field,
        "'%s' is not a bound".formatted(field),
        "relErr<= and a number of at least 0 without a space, for example relErr<=2.2e+02");
  }

  /** Takes the date from the end. */
  private Optional<LocalDate> expires(List<String> fields) {
    if (fields.isEmpty() || !fields.get(fields.size() - 1).startsWith("expires")) {
      return Optional.empty();
    }
    String field = fields.remove(fields.size() - 1);
    try {
      if (field.startsWith(Expectation.EXPIRES)) {
        return Optional.of(LocalDate.parse(field.substring(Expectation.EXPIRES.length())));
      }
    } catch (DateTimeParseException e) {
      // Reported below, with all that is not a date.
    }
    throw wrong(field, "'%s' is not a last day".formatted(field), "expires=YYYY-MM-DD, a date");
  }

  private void requireNoMisplaced(List<String> fields) {
    String misplaced =
        fields.stream()
            .filter(it -> it.startsWith(Expectation.REL_ERR) || it.startsWith(Expectation.EXPIRES))
            .collect(Collectors.joining(" "));
    if (!misplaced.isEmpty()) {
      throw wrong(misplaced, "'%s' is in the wrong place".formatted(misplaced), FORM);
    }
  }

  private ConfigurationException wrong(String value, String problem, String allowed) {
    return wrong(value, problem, allowed, List.of());
  }

  private ConfigurationException wrong(
      String value, String problem, String allowed, List<String> suggestions) {
    return ConfigurationException.inFile(
        place, Expectations.PARAMETER, value, problem, allowed, suggestions);
  }
}
