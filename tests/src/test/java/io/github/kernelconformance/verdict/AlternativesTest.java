package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlternativesTest {

  @Test
  void sentencesThatDifferInOneNumberAreOne() {
    assertThat(
            Alternatives.of(
                List.of(
                    "the largest is at least 0 (Softmax.java:25)",
                    "zeros are added as terms, up to a multiple of 4 (Softmax.java:25)",
                    "zeros are added as terms, up to a multiple of 8 (Softmax.java:25)",
                    "zeros are added as terms, up to a power of 2 (Softmax.java:25)",
                    "zeros are added as terms, up to a multiple of 16 (Softmax.java:25)")))
        .containsExactly(
            "the largest is at least 0 (Softmax.java:25)",
            "zeros are added as terms, up to a multiple of 4, 8 or 16 (Softmax.java:25)",
            "zeros are added as terms, up to a power of 2 (Softmax.java:25)");
  }

  @Test
  void linesFormatsAndFractionsAreNoSuchNumbers() {
    List<String> apart =
        List.of(
            "the root is left out (Norm.java:4)",
            "the root is left out (Norm.java:5)",
            "scale decoded as e4m3",
            "scale decoded as e5m2",
            "0.5 in the place of 0.25",
            "1.5 in the place of 0.25");

    assertThat(Alternatives.of(apart)).isEqualTo(apart);
  }
}
