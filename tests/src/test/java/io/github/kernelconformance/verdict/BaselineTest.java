package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

  private static final String FILE = "src/conformance/host.baseline";
  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");
  private static final Cell EXACT = cell("mxfp4/float32/qmv/N=5/K=512/exact");
  private static final Cell HALF = cell("mxfp4/float16/qmv/N=5/K=512/normal");

  @Test
  void anErrorThatGrowsBeyondTheFactorIsALoss() {
    Baseline baseline = Baseline.parse(FILE, CELL.id() + " 2.000e-06\n");

    assertThat(baseline.losses(List.of(pass(CELL, 3.9e-6)), 2)).isEmpty();
    assertThat(baseline.losses(List.of(pass(CELL, 4.1e-6)), 2))
        .singleElement()
        .satisfies(it -> assertThat(it.before()).isEqualTo(2e-6))
        .satisfies(it -> assertThat(it.factor()).isEqualTo(2.05));
    assertThat(baseline.losses(List.of(pass(CELL, 4.1e-6)), 2.1)).isEmpty();
  }

  @Test
  void theGreatestLossIsFirst() {
    Baseline baseline = Baseline.parse(FILE, CELL.id() + " 1e-5\n" + HALF.id() + " 1e-3");

    assertThat(baseline.losses(List.of(pass(HALF, 3e-3), pass(CELL, 4e-5)), 2))
        .extracting(it -> it.result().cell())
        .containsExactly(CELL, HALF);
  }

  /** A lucky error may grow a hundredfold and still be what one rounding of y or the sum gives. */
  @Test
  void whatRoundingAloneGivesIsNoLoss() {
    Baseline baseline = Baseline.parse(FILE, CELL.id() + " 1e-9\n" + HALF.id() + " 0\n");

    assertThat(baseline.losses(List.of(pass(CELL, 1.1e-7)), 2)).isEmpty();
    assertThat(baseline.losses(List.of(pass(CELL, 1.3e-6)), 2)).hasSize(1);
    assertThat(baseline.losses(List.of(pass(HALF, 0x1p-11)), 2)).isEmpty();
    assertThat(baseline.losses(List.of(pass(HALF, 0x1p-9)), 2)).hasSize(1);
  }

  @Test
  void theFloorOfTheSumFollowsTheTolerance() {
    Baseline baseline = Baseline.parse(FILE, CELL.id() + " 1e-9\n");
    // The tolerance is 9 sqrt(512) = 203.6 roundings of the sum; half a percent of it is one.
    double tolerance = 1e-3;
    double one = tolerance / (9 * Math.sqrt(512)) + 0x1p-24;

    assertThat(baseline.losses(List.of(pass(CELL, 1.99 * one, tolerance)), 2)).isEmpty();
    assertThat(baseline.losses(List.of(pass(CELL, 2.01 * one, tolerance)), 2)).hasSize(1);
  }

  /** K is 512, but a sum over affine weights has up to three terms for each. */
  @Test
  void theDepthIsThatOfTheMeasurement() {
    Baseline baseline = Baseline.parse(FILE, CELL.id() + " 1e-9\n");
    double tolerance = 1e-3;
    double one = tolerance / (9 * Math.sqrt(3 * 512)) + 0x1p-24;

    assertThat(baseline.losses(List.of(pass(CELL, 1.99 * one, tolerance, 3 * 512)), 2)).isEmpty();
    assertThat(baseline.losses(List.of(pass(CELL, 2.01 * one, tolerance, 3 * 512)), 2)).hasSize(1);
  }

  @Test
  void cellsThatAreNotKnownOrFailAreNoLoss() {
    Baseline baseline = Baseline.parse(FILE, CELL.id() + " 1e-9\n");

    assertThat(baseline.losses(List.of(pass(HALF, 1)), 2)).isEmpty();
    assertThat(baseline.losses(List.of(mismatch(CELL)), 2)).as("it fails anyway").isEmpty();
    assertThat(baseline.losses(List.of(CellResult.skipped(CELL, "no kernel")), 2)).isEmpty();
    assertThat(Baseline.parse(FILE, "").losses(List.of(pass(CELL, 1)), 2)).isEmpty();
  }

  @Test
  void anExpectedFailureMayLoseAccuracyWithinItsBound() {
    CellResult expected = mismatch(CELL).expected(Optional.of(new Allowance("known", false)));

    assertThat(Baseline.parse(FILE, CELL.id() + " 1e2").losses(List.of(expected), 2)).hasSize(1);
    assertThat(Baseline.parse(FILE, CELL.id() + " 2e2").losses(List.of(expected), 2)).isEmpty();
  }

  @Test
  void itHoldsWhatPassesWithAnErrorAndWhatIsExpectedToFail() {
    CellResult expected = mismatch(EXACT).expected(Optional.of(new Allowance("known", false)));
    Cell fast = cell("mxfp4/float32/qmv_fast/N=8/K=512/normal");
    Cell quad = cell("mxfp4/float32/qmv_quad/N=8/K=64/exact");
    List<CellResult> results =
        List.of(pass(HALF, 3e-4), pass(CELL, 9.3094e-8), expected, pass(quad, 0), mismatch(fast));

    assertThat(Baseline.parse(FILE, "").updated(results))
        .isEqualTo(
            """
            # The error (relErr) of each cell when it was last accepted; kernel-conformance:accept writes it.
            mxfp4/float16/qmv/N=5/K=512/normal 3.000e-04
            mxfp4/float32/qmv/N=5/K=512/exact 2.560e+02
            mxfp4/float32/qmv/N=5/K=512/normal 9.309e-08
            """);
  }

  @Test
  void whatARunDidNotMeasureStays() {
    String before = Baseline.parse(FILE, "").updated(List.of(pass(HALF, 3e-4), pass(CELL, 1e-7)));

    String after =
        Baseline.parse(FILE, before)
            .updated(List.of(CellResult.skipped(HALF, "no kernel"), pass(CELL, 2e-7)));

    assertThat(after).isEqualTo(before.replace("1.000e-07", "2.000e-07"));
    assertThat(Baseline.parse(FILE, after).updated(List.of())).isEqualTo(after);
    CellResult unknown = CellResult.contractError(CELL, "Softmax.java:20: no");
    assertThat(Baseline.parse(FILE, after).updated(List.of(unknown))).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cell", "cell x", "cell 1 2", "cell -1", "cell NaN", "cell Infinity"})
  void whatIsNoErrorIsToldWithItsPlace(String line) {
    assertThatThrownBy(() -> Baseline.parse(FILE, "# A comment.\n" + line + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            FILE
                + ":2: '"
                + line
                + "' is not a cell id with an error. Allowed: a cell id, a space and a number of"
                + " at least 0; to start again, remove the file and run the goal accept.");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "' 2.5 ', 2.5", "999999, 999999"})
  void aFactorIsANumber(String text, double factor) {
    assertThat(Baseline.factor(text)).isEqualTo(factor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.9", "-2", "two", "1e9", "NaN", "1000000"})
  void whatIsNoFactorIsRefused(String text) {
    assertThatThrownBy(() -> Baseline.factor(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            ("Parameter 'accuracyLossFactor': '%s' is not a factor. Allowed: a number"
                    + " from 1 to 999999, for example 2 or 1.5.")
                .formatted(text));
  }

  private static CellResult pass(Cell cell, double relErr) {
    return pass(cell, relErr, cell.pattern().equals("exact") ? 0 : Math.max(relErr, 1e-4));
  }

  private static CellResult pass(Cell cell, double relErr, double tolerance) {
    return pass(cell, relErr, tolerance, 512);
  }

  /** One rounding of y, and one of the sum. */
  private static double rounding(Cell cell, double tolerance, int depth) {
    double u = DType.FLOAT32.unitRoundoff();
    return QmvCell.of(cell).dtype().unitRoundoff()
        + (depth == 0 ? 0 : tolerance * u / ErrorBound.gamma(depth, u));
  }

  private static CellResult pass(Cell cell, double relErr, double tolerance, int depth) {
    Measured measured =
        new Measured(
            0,
            relErr,
            relErr / tolerance,
            31.7,
            31.7,
            tolerance,
            rounding(cell, tolerance, depth),
            5,
            0);
    return CellResult.of(cell, Status.PASS, measured, "");
  }
}
