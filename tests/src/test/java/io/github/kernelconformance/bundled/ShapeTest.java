package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  @Test
  void matrixVectorProductHasOneRowAndNoBatch() {
    assertThat(Shape.matVec(5, 512)).isEqualTo(new Shape(1, 1, 5, 512));
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,-32"})
  void sizesArePositive(int batch, int m, int n, int k) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape(batch, m, n, k))
        .withMessageContaining("must be positive");
  }
}
