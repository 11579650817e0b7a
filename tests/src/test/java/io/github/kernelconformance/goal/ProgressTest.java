package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private long now;
  private final List<String> shown = new ArrayList<>();

  @Test
  void aLiveLineIsWrittenOverAndIsGoneAtTheEnd() {
    Progress progress = new LiveProgress(() -> now, shown::add);

    progress.start(4236);
    pass(Duration.ofMillis(100));
    progress.advance(1000, 0);
    pass(Duration.ofMillis(100));
    progress.advance(5, 2);
    progress.end();

    assertThat(shown)
        .containsExactly(
            "\r0 of 4,236 cells, 0 failed",
            "\r1,000 of 4,236 cells, 0 failed",
            "\r1,005 of 4,236 cells, 2 failed",
            "\r" + " ".repeat(30) + "\r");
  }

  @Test
  void aShorterLineCoversALongerOne() {
    Progress progress = new LiveProgress(() -> now, shown::add);

    progress.start(1);
    progress.end();

    assertThat(shown).containsExactly("\r0 of 1 cell, 0 failed", "\r" + " ".repeat(21) + "\r");
  }

  @Test
  void aLiveLineDoesNotFlicker() {
    Progress progress = new LiveProgress(() -> now, shown::add);

    progress.start(100);
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMillis(10));
      progress.advance(1, 0);
    }

    assertThat(shown).hasSize(1 + 10);
  }

  @Test
  void aShortRunAddsNothingToALog() {
    Progress progress = new SparseProgress(() -> now, shown::add);

    progress.start(1000);
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMillis(49));
      progress.advance(10, 1);
    }
    progress.end();

    assertThat(shown).isEmpty();
  }

  @Test
  void aLongRunTellsOfEachTenth() {
    Progress progress = new SparseProgress(() -> now, shown::add);

    progress.start(1000);
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMinutes(1));
      progress.advance(10, i == 20 ? 1 : 0);
    }
    progress.end();

    assertThat(shown).hasSize(9);
    assertThat(shown)
        .startsWith(
            "10 %: 100 of 1,000 cells, 0 failed",
            "20 %: 200 of 1,000 cells, 0 failed", "30 %: 300 of 1,000 cells, 1 failed")
        .endsWith("90 %: 900 of 1,000 cells, 1 failed");
  }

  @Test
  void tenthsThatFollowFastAreNotTold() {
    Progress progress = new SparseProgress(() -> now, shown::add);

    progress.start(1000);
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMillis(120));
      progress.advance(10, 0);
    }
    progress.end();

    assertThat(shown)
        .containsExactly(
            "42 %: 420 of 1,000 cells, 0 failed", "84 %: 840 of 1,000 cells, 0 failed");
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
