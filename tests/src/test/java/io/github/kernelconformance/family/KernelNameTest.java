package io.github.kernelconformance.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "norm<float,32>|norm<float, 32>",
        "norm < float , 32 >|norm<float, 32>",
        "mlx::norm<unsigned  int, 4>|mlx::norm<unsigned int, 4>",
        "part<deep::Pair< float >, true >|part<deep::Pair<float>, true>",
        "part<A<B<int> > >|part<A<B<int>>>",
        "copy<const device float *>|copy<const device float*>",
        "fill<-1>|fill<-1>",
        "softmax_float|softmax_float",
      })
  void aTemplateHasOneSpelling(String written, String spelling) {
    assertThat(KernelName.of(written).spelling()).isEqualTo(spelling);
    assertThat(KernelName.parse(written)).isEqualTo(KernelName.of(written));
    assertThat(KernelName.parse(spelling).spelling()).isEqualTo(spelling);
  }

  @Test
  void constantsAreSorted() {
    KernelName name = KernelName.of("norm<float>").with("SCALE", "0.5").with("BLOCK", "-32");
    assertThat(name.spelling()).isEqualTo("norm<float>[BLOCK=-32, SCALE=0.5]");
    assertThat(KernelName.parse(name.spelling())).isEqualTo(name);
    assertThat(KernelName.parse("norm< float >[SCALE = 0.5,BLOCK=-32]")).isEqualTo(name);
    assertThat(name.with("BLOCK", "1").spelling()).isEqualTo("norm<float>[BLOCK=1, SCALE=0.5]");
    assertThat(name.constants()).isEqualTo(new TreeMap<>(Map.of("BLOCK", "-32", "SCALE", "0.5")));
  }

  /** Host names are texts of any kind. */
  @ParameterizedTest
  @ValueSource(strings = {"f[]", "f[g]", "f[1=2]", "f[a=1", "a b", "f[a=1]g", "[[x=1]]", ""})
  void whatIsNoSpellingIsAHostName(String text) {
    KernelName name = KernelName.parse(text);
    assertThat(name.spelling()).isEqualTo(text);
    assertThat(name.constants()).isEmpty();
    assertThat(name.isTemplate()).isFalse();
  }
}
