package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parameters of a kernel are. */
class ParameterScanTest {

  private static List<Parameter> parameters(String list) {
    return Program.of("a.metal", "kernel void f(" + list + ") {}").kernels().get(0).parameters();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "const device uint32_t* w [[buffer(0)]]      | w | const device uint32_t*",
        "device float *y[[ buffer(0) ]]              | y | device float *",
        "const constant int& n [[buffer(0)]]         | n | const constant int&",
        "const constant int64_t* strides [[buffer(0)]] | strides | const constant int64_t*",
        "constant int (&a)[4] [[buffer(0)]]          | a | constant int (&)[4]",
        "constant int a[4] [[buffer(0)]]             | a | constant int[4]",
        "device const vec<T, (A > B)>* v [[buffer(0)]] | v | device const vec<T, (A > B)>*",
        "device typename A<B<int>>::type* t [[buffer(0)]] | t | device typename A<B<int>>::type*",
        "device float* const __restrict p [[buffer(0)]] | p | device float* const __restrict",
        "[[buffer(0)]] device float* p               | p | device float*",
        "volatile coherent(system) device uint* c [[buffer(0)]] | c | volatile coherent(system) device uint*",
        "device unsigned char* u [[buffer(0)]]       | u | device unsigned char*",
        "device struct S* s [[buffer(0)]]            | s | device struct S*",
        "device atomic_uint& counter = none [[buffer(0)]] | counter | device atomic_uint&",
      })
  void hasTheNameAndTypeAsWritten(String text, String name, String type) {
    assertThat(parameters(text))
        .extracting(Parameter::name, Parameter::type, Parameter::attribute, Parameter::index)
        .containsExactly(tuple(name, type, "buffer", 0));
  }

  @Test
  void anArrayWithoutAnAttributeIsABuffer() {
    assertThat(parameters("device float* out, constant const int64_t strides[2], device int n[]"))
        .extracting(Parameter::name, Parameter::type, Parameter::attribute, Parameter::index)
        .containsExactly(
            tuple("out", "device float*", "buffer", 0),
            tuple("strides", "constant const int64_t[2]", "buffer", 1),
            tuple("n", "device int[]", "buffer", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "void", " "})
  void mayBeMissing(String none) {
    assertThat(parameters(none)).isEmpty();
  }

  @Test
  void attributesSayWhereValuesComeFrom() {
    assertThat(
            parameters(
                """
                device float* p [[buffer(0x1F)]],
                threadgroup float* t [[threadgroup(1)]],
                texture2d<float, access::write> image [[texture(2u)]],
                sampler s [[sampler(0)]],
                uint3 tid [[threadgroup_position_in_grid]],
                uint lane [[thread_index_in_simdgroup]]
                """))
        .extracting(Parameter::name, Parameter::attribute, Parameter::index)
        .containsExactly(
            tuple("p", "buffer", 31),
            tuple("t", "threadgroup", 1),
            tuple("image", "texture", 2),
            tuple("s", "sampler", 0),
            tuple("tid", "threadgroup_position_in_grid", -1),
            tuple("lane", "thread_index_in_simdgroup", -1));
  }

  @Test
  void resourcesWithoutAnIndexGetTheLowestFreeOne() {
    assertThat(
            parameters(
                """
                device float* a, constant int& b [[buffer(1)]], const device int* c,
                device float* d [[buffer(0)]], constant int (&e)[2],
                threadgroup float* s, threadgroup float* t [[threadgroup(0)]]
                """))
        .extracting(Parameter::name, Parameter::attribute, Parameter::index)
        .containsExactly(
            tuple("a", "buffer", 2),
            tuple("b", "buffer", 1),
            tuple("c", "buffer", 3),
            tuple("d", "buffer", 0),
            tuple("e", "buffer", 4),
            tuple("s", "threadgroup", 1),
            tuple("t", "threadgroup", 0));
  }

  @Test
  void anIndexThatIsNoLiteralIsUnknown() {
    assertThat(parameters("device float* a [[buffer(kIndex + 1)]]"))
        .extracting(Parameter::attribute, Parameter::index)
        .containsExactly(tuple("buffer", -1));
  }

  @Test
  void aFunctionConstantMakesAParameterOptional() {
    List<Parameter> parameters =
        parameters(
            """
            device float* a [[buffer(0), function_constant(has_a)]],
            device float* b [[function_constant(has_b)]] [[buffer(3)]],
            device float* c [[buffer(1)]]
            """);

    assertThat(parameters)
        .extracting(
            Parameter::attribute,
            Parameter::index,
            Parameter::functionConstant,
            Parameter::needsArgument)
        .containsExactly(
            tuple("buffer", 0, "has_a", false),
            tuple("buffer", 3, "has_b", false),
            tuple("buffer", 1, "", true));
  }

  @Test
  void positionsNeedNoArgument() {
    assertThat(
            parameters(
                """
                device float* a, texture2d<float> t [[texture(0)]], uint i [[thread_position_in_grid]],
                uint j [[simdgroup_index_in_threadgroup]], Pointer typedefed
                """))
        .extracting(Parameter::name, Parameter::needsArgument)
        .containsExactly(
            tuple("a", true),
            tuple("t", true),
            tuple("i", false),
            tuple("j", false),
            tuple("typedefed", true));
  }

  @Test
  void aParameterMayHaveNoName() {
    assertThat(parameters("device float*, constant int&, uint [[thread_position_in_grid]]"))
        .extracting(Parameter::name, Parameter::type, Parameter::attribute)
        .containsExactly(
            tuple("", "device float*", "buffer"),
            tuple("", "constant int&", "buffer"),
            tuple("", "uint", "thread_position_in_grid"));
  }

  @Test
  void locationsAreThoseOfTheNames() {
    assertThat(parameters("\ndevice\nfloat* a,\nconstant int& b"))
        .extracting(parameter -> parameter.location().line())
        .containsExactly(3, 4);
  }
}
