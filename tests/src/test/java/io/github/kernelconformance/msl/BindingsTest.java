package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BindingsTest {

  private static final Kernel KERNEL =
      Program.of(
              "a.metal",
              """
              kernel void f(
                  device float* y [[buffer(1)]],
                  const device float* x [[buffer(0)]],
                  constant int& in_vec_sz,
                  device float* mask [[buffer(5), function_constant(has_mask)]],
                  threadgroup float* tile [[threadgroup(0)]],
                  uint i [[thread_position_in_grid]]) {}
              """)
          .kernels()
          .get(0);

  @Test
  void argumentsAreFoundByName() {
    Set<String> supplied = Set.of("x", "y", "in_vec_sz", "tile", "unused");

    assertThat(Bindings.unbound(KERNEL, supplied)).isEmpty();
    assertThatCode(() -> Bindings.check(KERNEL, supplied)).doesNotThrowAnyException();
  }

  @Test
  void parametersThatNobodySuppliesAreUnbound() {
    assertThat(Bindings.unbound(KERNEL, Set.of("x")))
        .extracting(Parameter::name)
        .containsExactly("y", "in_vec_sz", "tile");
  }

  @Test
  void theErrorSaysWhatIsMissingWhereAndWhatThereIs() {
    assertThatThrownBy(
            () -> Bindings.check(KERNEL, Set.of("x", "y", "tile", "in_vec_size", "out_vec_size")))
        .isInstanceOf(UnboundArgumentException.class)
        .hasMessageContaining("kernel f (a.metal:1)")
        .hasMessageContaining("a.metal:4: constant int& in_vec_sz (did you mean 'in_vec_size'?)")
        .hasMessageContaining("in_vec_size, out_vec_size, tile, x, y")
        .hasMessageNotContaining("mask")
        .hasMessageNotContaining("thread_position");
  }

  @Test
  void aParameterWithoutANameCannotBeBound() {
    Kernel kernel = Program.of("a.metal", "kernel void f(device float*) {}").kernels().get(0);

    assertThatThrownBy(() -> Bindings.check(kernel, Set.of("x")))
        .hasMessageContaining("device float* without a name");
  }
}
