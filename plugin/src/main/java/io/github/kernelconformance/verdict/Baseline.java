package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The relative error of each cell when it was last accepted, to see a loss of accuracy that the
 * tolerance allows. In a file each line reads {@code <cell id> <relErr>}; lines are sorted.
 *
 * <p>Cells of pattern {@code exact} that pass are left out: they have no error that could grow.
 */
public final class Baseline {

  private static final String HEADER =
      "# The error (relErr) of each cell when it was last accepted; kernel-conformance:accept writes"
          + " it.\n";

  private static final java.util.regex.Pattern FACTOR =
      java.util.regex.Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  private final Map<String, Double> errors;

  private Baseline(Map<String, Double> errors) {
    this.errors = errors;
  }

  /**
   * A cell that is less accurate than it was.
   *
   * @param before its error in the baseline
   */
  public record Loss(CellResult result, double before) {

    /** How many times as large the error is; infinite where it was zero. */
    public double factor() {
      return result.measured().relErr() / before;
    }
  }

  /**
   * Reads a baseline.
   *
   * @param file as messages are to name it
   * @param text of the file; empty where there is none
   * @throws ConfigurationException if a line is not a cell id with an error; it names file and line
   */
  public static Baseline parse(String file, String text) {
    Map<String, Double> errors = new TreeMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] fields = line.split("\\s+");
        String place = file + ":" + (i + 1);
        errors.put(fields[0], error(fields).orElseThrow(() -> wrong(place, line)));
      }
    }
    return new Baseline(errors);
  }

  /**
   * Reads the parameter {@code accuracyLossFactor}.
   *
   * @throws ConfigurationException if it is not a number of at least 1
   */
  public static double factor(String text) {
    if (FACTOR.matcher(text.strip()).matches() && Double.parseDouble(text) >= 1) {
      return Double.parseDouble(text);
    }
    throw new ConfigurationException(
        "accuracyLossFactor",
        text,
        "'%s' is not a factor".formatted(text),
        "a number from 1 to 999999, for example 2 or 1.5",
        List.of());
  }

  private static Optional<Double> error(String[] fields) {
    try {
      double error = fields.length == 2 ? Double.parseDouble(fields[1]) : -1;
      return error >= 0 && Double.isFinite(error) ? Optional.of(error) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static ConfigurationException wrong(String place, String line) {
    return ConfigurationException.inFile(
        place,
        Expectations.PARAMETER,
        line,
        "'%s' is not a cell id with an error".formatted(line),
        "a cell id, a space and a number of at least 0; to start again, remove the file"
            + " and run the goal accept",
        List.of());
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * The cells whose error has grown, the largest growth first. They pass or fail as expected, and
   * their error is beyond a factor times the larger of the baseline's and what rounding alone may
   * give: one rounding of y, and one float32 rounding of the sum of magnitudes.
   *
   * @param results judged by expectations
   * @param factor at least 1
   */
  public List<Loss> losses(List<CellResult> results, double factor) {
    return results.stream()
        .filter(it -> it.status().ran() && !it.failed())
        .filter(it -> errors.containsKey(it.cell().id()))
        .map(it -> new Loss(it, errors.get(it.cell().id())))
        .filter(it -> grown(it, factor))
        .sorted(Comparator.comparingDouble(Loss::factor).reversed())
        .toList();
  }

  private static boolean grown(Loss loss, double factor) {
    return loss.result().measured().relErr()
        > factor * Math.max(loss.before(), loss.result().measured().rounding());
  }

  /**
   * The text of the baseline with the errors of a run; what the run did not measure stays.
   *
   * @param results of the run, judged by the expectations as they will be
   */
  public String updated(List<CellResult> results) {
    Map<String, Double> updated = new TreeMap<>(errors);
    for (CellResult result : results) {
      if (recorded(result)) {
        updated.put(result.cell().id(), result.measured().relErr());
      } else if (result.status().ran() && result.status() != Status.CONTRACT_ERROR) {
        updated.remove(result.cell().id());
      }
    }
    return updated.entrySet().stream()
        .map(it -> it.getKey() + " " + Figures.error(it.getValue()) + "\n")
        .collect(Collectors.joining("", HEADER, ""));
  }

  private static boolean recorded(CellResult result) {
    boolean exact = result.status() == Status.PASS && result.measured().tolerance() == 0;
    return !exact
        && !result.failed()
        && result.status().ran()
        && Double.isFinite(result.measured().relErr());
  }
}
