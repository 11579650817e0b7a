package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Kind;
import io.github.kernelconformance.device.Finding.Site;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {

  @Test
  void aSecondPlaceIsToldWithOrWithoutItsThread() {
    Site first = new Site(0, "a.metal", 3, 0, -1, -1, -1, -1, -1);

    assertThat(sentence(first, new Site(0, "a.metal", 4, 0, -1, -1, -1, -1, -1)))
        .isEqualTo("race: two accesses; a.metal:3, kernel k; and a.metal:4");
    assertThat(sentence(first, new Site(0, "a.metal", 4, 2, 0, 1, 2, 3, 4)))
        .isEqualTo(
            "race: two accesses; a.metal:3, kernel k;"
                + " and a.metal:4:2, threadgroup (0, 1, 2), SIMD group 3, lane 4");
  }

  private static String sentence(Site first, Site second) {
    return Findings.sentence(
        new Finding(
            Kind.RACE, "two accesses", "k", first, Optional.empty(), Optional.of(second), 1));
  }
}
