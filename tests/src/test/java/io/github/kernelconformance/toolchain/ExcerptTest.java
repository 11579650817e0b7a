package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void whatIsShortIsWhole() {
    String lines = "x\n".repeat(59) + "y".repeat(400);
    assertThat(Excerpt.of(lines)).isEqualTo(lines);
    assertThat(Excerpt.of("")).isEmpty();
  }

  @Test
  void whatIsLongIsItsHeadAndHowMuchWasCut() {
    assertThat(Excerpt.of("x\n".repeat(1060)))
        .isEqualTo("x\n".repeat(60) + "… 1,000 more lines were cut");
    assertThat(Excerpt.of("y".repeat(401) + "\nz"))
        .isEqualTo("y".repeat(400) + "… 1 more characters were cut\nz");
  }
}
