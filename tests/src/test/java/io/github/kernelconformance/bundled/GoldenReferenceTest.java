package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.numerics.ErrorBound;
import io.github.kernelconformance.numerics.Golden;
import io.github.kernelconformance.numerics.GoldenCase;
import io.github.kernelconformance.testing.Cells;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The normal pattern against what MLX drew, quantized and computed from the same seeds. */
class GoldenReferenceTest {

  private static final Families FAMILIES = new Families();

  static Stream<GoldenCase> cases() {
    return Golden.cases().stream();
  }

  /** Draws may differ from MLX's by a unit in the last place, and results by that much. */
  @ParameterizedTest
  @MethodSource("cases")
  void resultsAreThoseOfMlx(GoldenCase golden) {
    Reference reference = problem(golden).reference(DType.FLOAT32);

    for (int i = 0; i < golden.n(); i++) {
      double drawn = Math.ulp(1f) * reference.magnitudes()[i];
      double summed =
          ErrorBound.gamma(reference.depth(), DType.FLOAT32.unitRoundoff())
              * reference.magnitudes()[i];
      assertThat(reference.values()[i]).isCloseTo(golden.y64()[i], within(drawn));
      assertThat(reference.values()[i]).isCloseTo(golden.yq()[i], within(drawn + summed));
      assertThat(reference.values()[i]).isCloseTo(golden.yref()[i], within(drawn + summed));
    }
  }

  /** The scales of affine modes follow the draws to the last bit, so they are left out here. */
  @ParameterizedTest
  @MethodSource("cases")
  void codesAndScalesAreThoseOfMlx(GoldenCase golden) throws Exception {
    Mode mode = Mode.parse("", golden.mode());
    Shape shape = Shape.matVec(golden.n(), golden.k());
    Cell cell = Cells.cell("", mode, DType.FLOAT32, "qmv", "", true, shape, Pattern.NORMAL);
    Launch launch = problem(golden).launch(cell);

    assertThat(digest(Operands.input(launch, "w"))).isEqualTo(golden.codes());
    if (mode instanceof FpMode) {
      assertThat(digest(Operands.input(launch, "scales"))).isEqualTo(golden.scales());
    }
  }

  private static QmvProblem problem(GoldenCase golden) {
    Mode mode = Mode.parse("", golden.mode());
    Shape shape = Shape.matVec(golden.n(), golden.k());
    return FAMILIES.all().stream()
        .map(QmvFamily.class::cast)
        .filter(family -> family.supports(mode))
        .map(family -> family.problem(mode, shape, Pattern.NORMAL, 0))
        .findFirst()
        .orElseThrow();
  }

  private static String digest(byte[] bytes) throws Exception {
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(sha256, 0, 8);
  }
}
