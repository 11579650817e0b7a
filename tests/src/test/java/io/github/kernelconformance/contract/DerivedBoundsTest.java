package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Softmax, rms_norm and layer_norm, written with {@link Tracked}, against kernels that go to the
 * edge of every row and sum in six orders: no alarm, few vacuous bounds, and the largest error is
 * no small part of the bound.
 */
class DerivedBoundsTest {

  @ParameterizedTest
  @CsvSource({
    "SOFTMAX, 33, 1", "SOFTMAX, 1024, 1", "SOFTMAX, 1024, 10",
    "RMS_NORM, 33, 1", "RMS_NORM, 1024, 1", "RMS_NORM, 1024, 10",
    "LAYER_NORM, 33, 1", "LAYER_NORM, 1024, 1", "LAYER_NORM, 1024, 10"
  })
  void noAlarmAndNoEmptyBound(RowFormula formula, int n, double scale) {
    RowFormula.Outcome outcome = formula.prove(n, scale, 4);
    assertThat(outcome.alarms()).isZero();
    assertThat(outcome.vacuous()).isLessThanOrEqualTo(outcome.outputs() / 1000);
    assertThat(outcome.medianOfLargestRatios()).isBetween(0.005, 0.6);
  }
}
