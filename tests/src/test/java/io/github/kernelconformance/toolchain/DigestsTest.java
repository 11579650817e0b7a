package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigestsTest {

  /** What {@code printf 2:ab1:c | sha256sum} prints first. */
  @Test
  void theAddressIsHalfOfASha256() {
    assertThat(Digests.of(List.of("ab", "c"))).isEqualTo("430fb1b4ac43316eca81fab27a1930ab");
    assertThat(Digests.of(List.of())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
  }

  @Test
  void equalPartsHaveOneAddress() {
    assertThat(Digests.of(List.of("w", "\u00e9"))).isEqualTo(Digests.of(List.of("w", "\u00e9")));
  }

  @Test
  void whereAPartEndsCounts() {
    assertThat(
            List.of(
                Digests.of(List.of("ab", "c")),
                Digests.of(List.of("a", "bc")),
                Digests.of(List.of("abc")),
                Digests.of(List.of("abc", "")),
                Digests.of(List.of("", "abc")),
                Digests.of(List.of("c", "ab"))))
        .doesNotHaveDuplicates();
  }
}
