package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Metal's compiler gets of a program. */
class ProgramTextTest {

  private static final String TEXT =
      """
      #include <metal_stdlib>
      template <typename T> [[kernel]] void f(device T* y [[buffer(0)]]) { y[0] = 1; }
      template [[host_name("f_float")]] [[kernel]] void f<float>(
          device float*);
      template [[host_name("f_half")]] [[kernel]] void f<half>(device half*);
      kernel void plain(device float* y [[buffer(0)]]) { y[0] = 2; }
      """;

  private final Program program = Program.of("a.metal", TEXT);

  @Test
  void instantiationsThatNobodyWantsAreCutOutLineForLine() {
    String text = program.text(Set.of("f_half"));

    assertThat(text)
        .contains("#include <metal_stdlib>", "f_half", "void plain", "template <typename T>")
        .doesNotContain("f_float")
        .hasLineCount(6);
    assertThat(Program.of("a.metal", text).kernels().get(0).location().line()).isEqualTo(5);
  }

  @Test
  void whatIsWantedStays() {
    assertThat(program.text(Set.of("f_half", "f_float", "plain"))).isEqualTo(TEXT);
  }
}
