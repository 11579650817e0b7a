package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Metal promises of its functions, by its math mode. */
class MathModeTest {

  @ParameterizedTest
  @CsvSource({"safe, msl-precise", "relaxed, msl-relaxed", "fast, msl-fast"})
  void eachHasItsTable(String mode, String table) {
    assertThat(MathMode.parse(mode).accuracies().id()).isEqualTo(table);
  }

  @Test
  void noTwoHaveTheSame() {
    assertThat(Arrays.stream(MathMode.values()).map(MathMode::accuracies)).doesNotHaveDuplicates();
  }
}
