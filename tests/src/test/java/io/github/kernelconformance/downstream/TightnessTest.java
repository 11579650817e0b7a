package io.github.kernelconformance.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.host.Adversary;
import io.github.kernelconformance.device.host.Adversary.Direction;
import io.github.kernelconformance.device.host.Adversary.Table;
import io.github.kernelconformance.matrix.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Right kernels raise no alarm with the worst standard library there may be, and the bounds that
 * see to it are no wider than they need be: a part of what {@link TightnessBenchmark} measures.
 */
class TightnessTest {

  private static final String FEW =
      "*/{float,half}/**/{n,K,columns,size,pairs}={31,32,33}/**,"
          + "attention/float/**/D=32/queries=5/keys=33/group=2/**";

  private static final Adversary RANDOM = Adversary.of(Direction.RANDOM, Table.PRECISE, 7);
  private static final Adversary UP = Adversary.of(Direction.UP, Table.PRECISE, 8);

  @Test
  void boundsAreWideEnoughAndNoWiderThanTenErrors() throws Exception {
    Map<String, Tightness.Tally> tallies = measured(Table.PRECISE, List.of(RANDOM, UP));

    assertThat(tallies).hasSizeGreaterThanOrEqualTo(12);
    tallies.forEach(
        (name, tally) -> {
          assertThat(tally.alarms()).as(name).isEmpty();
          assertThat(tally.vacuousCells().size())
              .as(name)
              .isLessThanOrEqualTo((int) (tally.cells() / 100));
          assertThat(tally.vacuous()).as(name).isLessThanOrEqualTo(tally.outputs() / 100);
        });
    double[] widths =
        tallies.values().stream()
            .mapToDouble(Tightness.Tally::middleCell)
            .filter(it -> !Double.isNaN(it))
            .sorted()
            .toArray();
    assertThat(widths[widths.length / 2]).as(Arrays.toString(widths)).isLessThan(10);
  }

  /**
   * A library that errs by the rows of fast math is worse than the bounds of precise math allow.
   */
  @Test
  void kernelsThatErrByMoreRaiseAlarms() throws Exception {
    Adversary fast = Adversary.of(Direction.RANDOM, Table.FAST, 7);
    Map<String, Tightness.Tally> tallies =
        Tightness.measure(Table.PRECISE, List.of(fast), selection("{gelu,silu,rope}/float/**"));

    assertThat(tallies).hasSize(3);
    tallies.forEach((name, tally) -> assertThat(tally.alarms()).as(name).isNotEmpty());
  }

  private static Map<String, Tightness.Tally> measured(Table table, List<Adversary> adversaries)
      throws Exception {
    return Tightness.measure(table, adversaries, selection(FEW));
  }

  private static Selection selection(String cells) {
    return Selection.parse("auto", Map.of(), Map.of(), cells);
  }
}
