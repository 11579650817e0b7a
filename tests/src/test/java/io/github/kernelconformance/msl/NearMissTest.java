package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {

  @Test
  void theFewerChangesTheNearer() {
    assertThat(
            NearMiss.of(
                "mxfp4_qmv_float_gs_32",
                List.of("affine_qmv_float_gs_32", "mxfp4_qmv_float_gs_16", "mxfp8_qmv_float_gs_32"),
                3))
        .containsExactly(
            "mxfp8_qmv_float_gs_32", "mxfp4_qmv_float_gs_16", "affine_qmv_float_gs_32");
  }

  @Test
  void amongEquallyFarNamesTheLongerCommonPrefixWinsThenTheAlphabet() {
    assertThat(NearMiss.of("abcd", List.of("xbcd", "abcz", "abcy"), 3))
        .containsExactly("abcy", "abcz", "xbcd");
  }

  @Test
  void farNamesAreNoHint() {
    assertThat(NearMiss.of("qmv", List.of("layer_norm", "softmax"), 3)).isEmpty();
  }

  @Test
  void noMoreThanTheLimitAndEachOnce() {
    assertThat(NearMiss.of("aa", List.of("ab", "ab", "ac", "ad"), 2)).containsExactly("ab", "ac");
  }

  @Test
  void nothingIsNearWhereThereIsNothing() {
    assertThat(NearMiss.of("a", List.of(), 3)).isEmpty();
  }
}
