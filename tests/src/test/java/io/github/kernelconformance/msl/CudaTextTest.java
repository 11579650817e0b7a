package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the text for NVRTC differs from the program's. */
class CudaTextTest {

  private static String cuda(String text) {
    String cuda = Program.of("a.metal", text).cudaText();
    assertThat(cuda.lines().count()).as(cuda).isEqualTo(text.lines().count());
    return cuda;
  }

  private static String inBody(String statements) {
    String start = "kernel void f() { ";
    return cuda(start + statements + " }").substring(start.length()).replaceAll(" }$", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = v.zx; | a = v.template swizzle<2, 0>();",
        "v.xy = a; | v.template swizzled<0, 1>() = a;",
        "v.rgb += a; | v.template swizzled<0, 1, 2>() += a;",
        "v.xy <<= a; | v.template swizzled<0, 1>() <<=::kernel_conformance::shift_count<<= a;",
        "if (v.xy == a) {} | if (v.template swizzle<0, 1>() == a) {}",
        "p->wwww * 2; | p->template swizzle<3, 3, 3, 3>() * 2;",
        "v.x = v.y; | v.x = v.y;",
        "S s = {.xy = a}; | S s = {.xy = a};",
        "v.xy(); | v.xy();",
        "float xy = 1; | float xy = 1;"
      })
  void swizzlesAreCalls(String statement, String expected) {
    assertThat(inBody(statement)).isEqualTo(expected);
  }

  @Test
  void aMemberOfTheProgramsOwnIsNoSwizzle() {
    String text = "struct S { float2 xy; };\nfloat f(S s) { return s.xy.x; }\n";

    assertThat(cuda(text)).isEqualTo(text);
  }

  @Test
  void shiftsTakeTheirCountsModuloTheWidthEverywhere() {
    assertThat(inBody("a = b << c;")).isEqualTo("a = b <<::kernel_conformance::shift_count<< c;");
    assertThat(cuda("struct S { uint low : 4; };\nvoid f(S s) { s.low <<= 2; }"))
        .contains("s.low <<= 2;");
  }

  @Test
  void aThreadgroupVariableThatStartsWithZerosIsCleared() {
    assertThat(inBody("threadgroup float a[4] = {0}, b, c = 0.0f;"))
        .isEqualTo(
            "KERNEL_CONFORMANCE_THREADGROUP_VARIABLE float a[4] , b, c ;"
                + " ::kernel_conformance::filled(b); ::kernel_conformance::clear(a, c);");
    assertThat(inBody("threadgroup struct { vec<float, 2> v; } a, b[n < 2 ? 1 : 2];"))
        .endsWith("; ::kernel_conformance::filled(a, b);");
    assertThat(inBody("threadgroup T<int, 3> a[N][M];"))
        .endsWith("; ::kernel_conformance::filled(a);");
    assertThat(inBody("threadgroup float a = 1;"))
        .contains("static_assert(false, \"the CUDA device cannot start a variable");
  }

  @Test
  void constantsWithoutAValueAreFunctions() {
    assertThat(
            cuda(
                """
                constant int a [[function_constant(0)]];
                constant bool b = is_function_constant_defined(a) ? a > 1 : true;
                static constant int c = a + 1;
                void f(int x [[function_constant(b)]], int y) { y = a + c; s.a = b; }
                struct S { int a; S(int a_, int c) : a(c) {} int get() { return a; } };
                """))
        .isEqualTo(
            """
            constant int kernel_conformance_type_of_a = {}; extern "C" void kernel_conformance_unset_a(); inline auto a() { kernel_conformance_unset_a(); return kernel_conformance_type_of_a; }
            constant bool b() { return false ? a() > 1 : true; }
             constant int c() { return a() + 1; }
            void f(int x [[function_constant(b)]], int y) { y = a() + c(); s.a = b(); }
            struct S { int a; S(int a_, int c) : a(c) {} int get() { return a; } };
            """);
  }

  @Test
  void armsOfNestedConditionalExpressionsAreToldTheTypesOfOthers() {
    assertThat(Program.reconciled("x = a ? b : c ? d : e;\n"))
        .isEqualTo(
            "x = a ? ::kernel_conformance::arm<decltype( c ?"
                + " ::kernel_conformance::arm<decltype( e)>( d) :"
                + " ::kernel_conformance::arm<decltype( d)>( e))>( b) :"
                + " ::kernel_conformance::arm<decltype( b)>( c ?"
                + " ::kernel_conformance::arm<decltype( e)>( d) :"
                + " ::kernel_conformance::arm<decltype( d)>( e));\n");
    assertThat(Program.reconciled("x = a ? S{1} : b;\nint y : 3;"))
        .isEqualTo("x = a ? S{1} : b;\nint y : 3;");
  }
}
