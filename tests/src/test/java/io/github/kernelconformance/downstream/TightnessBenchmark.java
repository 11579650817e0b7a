package io.github.kernelconformance.downstream;

import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.matrix.Selection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Prints for each contract of the downstream build how many outputs there were with adversaries,
 * how many alarms, how many that nothing is known of, and how wide bounds are beside the largest
 * errors. Nothing is asserted, and a build leaves it out, since its name is no test's; {@link
 * TightnessTest} has the part that builds run. The property {@code tightness.cells} is a pattern of
 * cells.
 */
final class TightnessBenchmark {

  @Test
  void precise() throws Exception {
    print(Table.PRECISE);
  }

  @Test
  void fast() throws Exception {
    print(Table.FAST);
  }

  private static void print(Table table) throws Exception {
    Selection selection =
        Selection.parse("auto", Map.of(), Map.of(), System.getProperty("tightness.cells", "**"));
    Map<String, Tightness.Tally> tallies =
        Tightness.measure(table, Tightness.adversaries(table), selection);
    tallies.forEach(
        (name, tally) -> {
          System.out.printf("%s %-18s %s%n", table, name, tally);
          tally.alarms().stream().limit(5).forEach(it -> System.out.println("  alarm " + it));
          tally.vacuousCells().stream()
              .distinct()
              .limit(8)
              .forEach(it -> System.out.println("  vacuous " + it));
        });
    double[] best =
        tallies.values().stream()
            .mapToDouble(Tightness.Tally::bestCell)
            .filter(it -> !Double.isNaN(it))
            .sorted()
            .toArray();
    double[] middle =
        tallies.values().stream()
            .mapToDouble(Tightness.Tally::middleCell)
            .filter(it -> !Double.isNaN(it))
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %d outputs, %d alarms; bound / largest error: median %.2f of %s; of middle cells"
            + " %.2f of %s%n",
        table,
        tallies.values().stream().mapToLong(Tightness.Tally::outputs).sum(),
        tallies.values().stream().mapToLong(it -> it.alarms().size()).sum(),
        best[best.length / 2],
        Arrays.toString(best),
        middle[middle.length / 2],
        Arrays.toString(middle));
  }
}
