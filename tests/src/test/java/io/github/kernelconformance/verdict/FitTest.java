package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much elements tell that are explained. */
class FitTest {

  private static final Fit.Told ABOVE = new Fit.Told(1, 1, true);
  private static final Fit.Told BELOW = new Fit.Told(1, 1, false);

  @Test
  void roundingsToBothSidesTell() {
    List<Fit.Told> both = new ArrayList<>(Collections.nCopies(20, ABOVE));
    both.addAll(Collections.nCopies(12, BELOW));

    assertThat(Fit.of(both, true).bits()).isEqualTo(12);
  }

  @Test
  void roundingsToOneSideMayHaveAnyOneCause() {
    assertThat(Fit.of(Collections.nCopies(1000, ABOVE), true).bits()).isZero();
    assertThat(Fit.of(Collections.nCopies(1000, BELOW), true).bits()).isZero();
  }

  @Test
  void whatIsFarOffIsNotCountedAsARoundingToo() {
    Fit.Told far = new Fit.Told(10, 5, true);

    assertThat(Fit.of(List.of(far, BELOW, BELOW), true).bits()).isEqualTo(10);
  }

  @Test
  void aCellTellsNoMoreThanSoMuch() {
    List<Fit.Told> many = new ArrayList<>(Collections.nCopies(1000, ABOVE));
    many.addAll(Collections.nCopies(1000, BELOW));

    assertThat(Fit.of(many, true).bits()).isEqualTo(40);
  }

  @Test
  void stepsTellAsMuchAsTheyMightBeElsewhere() {
    assertThat(Fit.stepBits(1, 1)).isEqualTo(1);
    assertThat(Fit.stepBits(4, 1)).isEqualTo(3);
    assertThat(Fit.stepBits(4, 2)).isEqualTo(2);
    assertThat(Fit.stepBits(1, 2)).isZero();
    assertThat(Fit.stepBits(1, 100)).isZero();
    assertThat(Fit.stepBits(3, 0)).isEqualTo(Math.log(6) / Math.log(2), within(1e-12));
  }
}
