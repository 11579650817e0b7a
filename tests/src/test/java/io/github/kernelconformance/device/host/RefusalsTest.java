package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the host device does not have is refused by name, and nothing else is said. */
class RefusalsTest {

  private static final String METAL = "#include <metal_stdlib>\nusing namespace metal;\n";

  @TempDir Path output;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "kernel void f(texture2d<float, access::read> t [[texture(0)]], device float* out) {"
            + " out[0] = t.read(uint2(0)).x; }"
            + "| 'texture2d': the host device has no textures",
        "float4 f(depth2d<float> t, sampler s) { return t.sample(s, float2(0)); }"
            + "| 'depth2d': the host device has no textures",
        "float f(raytracing::ray r) { return r.max_distance; }"
            + "| 'ray': the host device has no ray tracing",
        "void f(device visible_function_table<int(int)>& t) { t[0](1); }"
            + "| 'visible_function_table': the host device has no function tables",
        "void f(tensor<device half, dextents<int, 2>> t) {}"
            + "| 'dextents': the host device has no tensors",
        "void f() { os_log_default.log(1); }| 'os_log_default': the host device has no logging",
        "struct A { void f(device int* p) { *p = 1; } void f(threadgroup int* p) { *p ="
            + " 2; } };| the host device has no address spaces, so it cannot tell this from the"
            + " definition at a.metal:3, which does something else: make them differ in more"
            + " than address spaces",
        "kernel void f(device int* p, imageblock<int> b) {}"
            + "| 'imageblock': the host device has no imageblocks",
      })
  void byNameWithFileAndLine(String text, String refusal) {
    assertThat(messages(text)).startsWith("a.metal:3: " + refusal);
    assertThat(messages(text)).doesNotContain("error:").contains("excludes");
  }

  @Test
  void headersThatNothingElseIsFor() {
    assertThat(messages("#include <metal_tensor>\nint f() { return mpp::tensor_ops::g(); }"))
        .startsWith(
            "a.metal:3: the host device has no tensors, so it does not support"
                + " <metal_tensor>\n")
        .doesNotContain("mpp");
  }

  @Test
  void parametersThatALaunchCannotSupply() {
    assertThat(messages("kernel void f(device int* p, S s, uint k [[thread_index_in_dream]]) {}"))
        .contains("a.metal:3: the host device does not support parameters with")
        .contains("[[thread_index_in_dream]]");
  }

  @Test
  void aNameOfTheProgramsOwnIsNotMistaken() throws Exception {
    compile(
        "namespace mine { struct ray { int a; }; struct sampler {}; }\n"
            + "kernel void f(device int* p) { int tensor = 1; mine::ray ray{tensor}; *p = ray.a; }");
  }

  private String messages(String text) {
    Throwable[] thrown = new Throwable[1];
    assertThatThrownBy(() -> compile(text))
        .isInstanceOf(CompilationException.class)
        .satisfies(it -> thrown[0] = it);
    return thrown[0].getMessage().replaceFirst("a.metal does not compile:\n", "");
  }

  private void compile(String text) throws Exception {
    Program program = Program.of("a.metal", "# 1 \"a.metal\"\n" + METAL + text + "\n");
    new HostCompiler(
            TestToolchain.clang(), TestToolchain.sources(), output, Instrumentation.of(Set.of()))
        .compile(program, program.kernels());
  }
}
