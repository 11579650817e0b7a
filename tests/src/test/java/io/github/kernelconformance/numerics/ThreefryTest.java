package io.github.kernelconformance.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreefryTest {

  /** The known answers that the generator's authors publish with Random123. */
  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b20015999ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fcbb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c483df7a0",
  })
  void givesTheKnownAnswers(
      String key0, String key1, String counter0, String counter1, String block) {
    assertThat(Threefry.block(word(key0), word(key1), word(counter0), word(counter1)))
        .isEqualTo(Long.parseUnsignedLong(block, 16));
  }

  private static int word(String hex) {
    return Integer.parseUnsignedInt(hex, 16);
  }
}
