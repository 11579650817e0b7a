package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the text for the host compiler differs from the program's. */
class HostTextTest {

  private static String host(String text) {
    String host = Program.of("a.metal", text).hostText();
    assertThat(host.chars().filter(c -> c == '\n').count())
        .as("lines of\n" + host)
        .isEqualTo(text.chars().filter(c -> c == '\n').count());
    return host;
  }

  private static String inBody(String statements) {
    String start = "kernel void f() { ";
    return host(start + statements + " }").substring(start.length()).replaceAll(" }$", "");
  }

  @Test
  void aPlainProgramStaysAsItIs() {
    String text = "struct S { device float* p; };\nkernel void f(threadgroup float* t) { t[0]; }\n";

    assertThat(host(text)).isEqualTo(text);
  }

  @Test
  void theProgramKeepsItsOwnText() {
    String text = "#include <metal_stdlib>\nkernel void f() { threadgroup float t[2]; }";

    assertThat(Program.of("a.metal", text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=0.5;x=1.;x=.5;x=1e-3;x=1'0.5E+2;x=0x1p-3;x=0x.8p3;"
            + "| x=0.5f;x=1.f;x=.5f;x=1e-3f;x=1'0.5E+2f;x=0x1p-3f;x=0x.8p3f;",
        "x = a.x + 1.0f + 1.h + 0.5bf + 12 + 0xE + 0x1F + 1u + 0x1p3h + v[0].y;"
            + "| x = a.x + 1.0f + 1.h + 0.5bf + 12 + 0xE + 0x1F + 1u + 0x1p3h + v[0].y;",
      })
  void literalsWithoutASuffixAreFloats(String metal, String host) {
    assertThat(inBody(metal)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 0.5 * b; c = 1;      | a = 0.5f* b; c = 1;",
        "a = 0.5, b = 0.5, c = d; | a = 0.5f,b = 0.5f,c = d;",
        "a = b*0.5; c = 1;        | a = b*0.5f;c = 1;",
        "a = 0.5 + 0x1E + 2;      | a = 0.5f +0x1E + 2;",
        "a = 0.5 - -b;            | a = 0.5f - -b;",
        "a = b ? 0 : c; d();      | a = b ? 0_: c; d();",
      })
  void aSuffixTakesTheFirstSpareSpaceOfItsLine(String metal, String host) {
    assertThat(inBody(metal)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=x<0?0:x;               | a=x<0?0_:x;",
        "f(x<0?x:-1);             | f(x<0?x:-1_);",
        "a=b?c?0:d:e;             | a=b?c?0_:d:e;",
        "a=b?(c,1):0;             | a=b?(c,1):0_;",
        "int v[N?N:1];            | int v[N?N:1_];",
        "f(b?x:0,2);              | f(b?x:0_,2);",
        "a=b?1:0;                 | a=b?1:0;",
        "a=b?x:y+1;               | a=b?x:y+1;",
        "a=b?1u:x;                | a=b?1u:x;",
        "case 0:a=b;label:c(0);   | case 0:a=b;label:c(0);",
      })
  void anIntegerInAConditionalExpressionYieldsToTheOtherArm(String metal, String host) {
    assertThat(inBody(metal)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "volatile coherent(system) device uint* p;, volatile  device uint* p;",
    "coherent device uint* p;, ' device uint* p;'",
    "device coherent uint* p;, device  uint* p;",
    "coherent(device) device uint* p;, ' device uint* p;'",
    "int coherent = coherent(a + 1);, int coherent = coherent(a + 1);",
  })
  void coherenceIsDropped(String metal, String host) {
    assertThat(inBody(metal)).isEqualTo(host);
  }

  @Test
  void headersForTensorsAreRefusedWhereTheyAreIncluded() {
    assertThat(
            host(
                "#include <metal_stdlib>\n"
                    + "#include <MetalPerformancePrimitives/MetalPerformancePrimitives.h>\n"))
        .isEqualTo(
            "\nstatic_assert(false, \"the host device has no tensors, so it does not"
                + " support <MetalPerformancePrimitives/MetalPerformancePrimitives.h>\");\n");
  }

  @Test
  void includesOfMetalHeadersAreDropped() {
    assertThat(host("#include <metal_stdlib>\nint a;\n#include <metal_math>\n#pragma unroll\n"))
        .isEqualTo("\nint a;\n\n#pragma unroll\n");
  }

  @Test
  void instantiationsOfKernelsAreCutOut() {
    assertThat(
            host(
                """
                template <typename T> kernel void f(device T* p) {}
                int a; template [[host_name("a")]] [[kernel]] decltype(f<int>) f<int>; int b;
                template [[host_name("b")]]
                [[kernel]] void
                f<float>(device float*); int c;
                template [[kernel]] void f<char>(device char*);
                template struct S<int>;
                """))
        .isEqualTo(
            """
            template <typename T> kernel void f(device T* p) {}
            int a;  int b;


             int c;

            template struct S<int>;
            """);
  }

  @Test
  void lineMarkersWithinACutStay() {
    assertThat(
            host(
                """
                template <typename T> kernel void f(device T* p) {}
                template [[host_name("a")]]
                # 20 "b.h"
                [[kernel]]
                #pragma unroll
                decltype(f<int>) f<int>;
                int c;
                """))
        .endsWith("\n\n# 20 \"b.h\"\n\n\n\nint c;\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@ float tile[64];",
        "@ T Xs[BM * BK];",
        "@ T Xs[(BM < BK) ? BM : BK];",
        "alignas(16) @ U x;",
        "const @ float x;",
        "@ atomic_int counter;",
        "@ metal::array<metal::vec<T, 4>, (A > B)> a;",
        "@ typename Traits<T>::type a, b[2];",
        "@ struct { int a; } s;",
        "@ [[maybe_unused]] float a[2];",
        "float @ tile[2];",
        "@ float a{};",
        "if (x) { @ float a[2]; }",
        "x = y ? 1 : 2; @ float a[2];",
        "case 0: @ float a[2];",
        "for (int i = 0; i < 4; i++) { } @ float a[2];",
        "auto l = [&](int i) { @ float a[2]; };",
        "call([&] { @ float a[2]; });",
        "struct L { void f() { @ float a[2]; } };",
        "threadgroup float* p = q; @ float a[2];",
      })
  void variablesInThreadgroupMemoryAreMarked(String statement) {
    String marked = statement.replace("@", "KERNEL_CONFORMANCE_THREADGROUP_VARIABLE");

    assertThat(inBody(statement.replace("@", "threadgroup"))).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threadgroup float* p = tile;",
        "threadgroup float* const p = tile, * q;",
        "const threadgroup float *p;",
        "threadgroup T (&ref)[4] = tile;",
        "threadgroup T (*pointer)[4] = &tile;",
        "threadgroup metal::vec<T, 4>* p;",
        "threadgroup auto& r = x;",
        "threadgroup auto&& r = x;",
        "auto p = (threadgroup float*)q;",
        "*((threadgroup V*)(&dst[i])) = 1;",
        "x = reinterpret_cast<threadgroup float*>(q);",
        "reinterpret_cast<threadgroup float*>(q)[0] = 1;",
        "using P = threadgroup float;",
        "typedef threadgroup float G;",
        "auto l = [](threadgroup float* p) { return *p; };",
        "struct L { threadgroup float* p; };",
        "f<threadgroup float>(x);",
        "threadgroup_barrier(mem_flags::mem_threadgroup);",
        "return is_same_v<T, threadgroup float>;",
        "for (threadgroup float* p = q; p < r; p++) { }",
      })
  void pointersAndReferencesToItAreNot(String statement) {
    assertThat(inBody(statement)).isEqualTo(statement);
  }

  @Test
  void variablesAreMarkedInEveryFunction() {
    assertThat(
            host(
                """
                namespace n { template <typename T> struct S {
                  threadgroup T* member;
                  S(threadgroup T* m) : member{m} { threadgroup int a; }
                  static METAL_FUNC void g() { threadgroup T b[2]; }
                }; }
                """))
        .contains("  threadgroup T* member;")
        .contains(
            "S(threadgroup T* m) : member{m} { KERNEL_CONFORMANCE_THREADGROUP_VARIABLE int a; }")
        .contains("{ KERNEL_CONFORMANCE_THREADGROUP_VARIABLE T b[2]; }");
  }

  @Test
  void aStatementThatMixesVariablesAndPointersIsAnErrorOfTheHostCompiler() {
    assertThat(inBody("threadgroup float a[2], *p;"))
        .startsWith("static_assert(false, \"the host device cannot handle a variable")
        .endsWith("float a[2], *p;");
  }

  @Test
  void membersThatDifferInTheirAddressSpaceAreReducedToOne() {
    assertThat(
            host(
                """
                struct C {
                  C() : a(0) {}
                  C() threadgroup : a(0) {}
                  template <typename T> C(T x) thread : a(x) {}
                  template <typename T> C(T x) device : a(x) {}
                  template <typename T> C(T x) constant : a(x) {}
                  template <typename T> constexpr operator T() const thread {
                    return a;
                  }
                  template <typename T> constexpr operator T() const threadgroup {
                    return a;
                  }
                  template <typename T> constexpr operator T() const constant { return a; }
                  int get() const device;
                  int get() const threadgroup;
                  C(int) thread = default;
                  C(int) device = default;
                  int a;
                };
                """))
        .isEqualTo(
            """
            struct C {
              C() : a(0) {}
            \s\s
              template <typename T> C(T x) thread : a(x) {}
            \s\s
            \s\s
              template <typename T> constexpr operator T() const thread {
                return a;
              }
            \s\s


            \s\s
              int get() const device;
            \s\s
              C(int) thread = default;
            \s\s
              int a;
            };
            """);
  }

  @Test
  void membersOfDifferentClassesAndOtherOverloadsStay() {
    String text =
        """
        struct A { int f() thread { return 1; } int f() const thread { return 1; } };
        struct B { int f() device { return 1; } int f(int x) device { return 1; } };
        template <typename T> struct D { int f() device { return 1; } };
        template <> struct D<int> { int f() threadgroup { return 1; } };
        """;

    assertThat(host(text)).isEqualTo(text);
  }

  @Test
  void aConstructorForConstantMemoryLosesItsQualifierOnly() {
    assertThat(host("struct L { constexpr L(constant char* a) constant {} int f() constant; };"))
        .isEqualTo("struct L { constexpr L(constant char* a)  {} int f() constant; };");
    assertThat(host("template <> struct L<int> : M { L() constant : M() {} };"))
        .isEqualTo("template <> struct L<int> : M { L()  : M() {} };");
  }

  @Test
  void functionsThatDifferInAddressSpacesAreReducedToOne() {
    assertThat(
            host(
                """
                namespace n { thread C& operator+=(thread C& a, C b) { a.x += b.x; return a; } }
                namespace n { device C& operator+=(device C& a, C b) { a.x += b.x; return a; } }
                threadgroup C& operator+=(threadgroup C& a, C b) { a.x += b.x; return a; }
                template <typename T> void f(const device T* p) { g(p); }
                template <typename T> void f(const threadgroup T* p) {
                  g(p);
                }
                template <typename T> void f(const constant T* p) { g(p); }
                """))
        .isEqualTo(
            """
            namespace n { thread C& operator+=(thread C& a, C b) { a.x += b.x; return a; } }
            namespace n {  }
            threadgroup C& operator+=(threadgroup C& a, C b) { a.x += b.x; return a; }
            template <typename T> void f(const device T* p) { g(p); }



            template <typename T> void f(const constant T* p) { g(p); }
            """
                .replace(
                    "\ntemplate <typename T> void f(const constant T* p) { g(p); }\n", "\n\n"));
  }

  @Test
  void constantIsConstForTheHostSoItTellsOverloadsApart() {
    String text = "void f(device int* p) { g(p); }\nvoid f(constant int* p) { g(p); }\n";

    assertThat(host(text)).isEqualTo(text);
  }

  @Test
  void specializationsForAddressSpacesAreReducedToOne() {
    assertThat(
            host(
                """
                template <typename T> struct P {};
                template <typename T> struct P<device T*> { using type = T; };
                template <typename T> struct P<threadgroup T*> { using type = T; };
                template <typename T> constexpr constant bool v<device T*> = true;
                template <typename T> constexpr constant bool v<thread T*> = true;
                """))
        .isEqualTo(
            """
            template <typename T> struct P {};
            template <typename T> struct P<device T*> { using type = T; };

            template <typename T> constexpr constant bool v<device T*> = true;

            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void f(device int* p) { p[0] = 1; }   | void f(threadgroup int* p) { p[0] = 2; }",
        "struct D<device T*> : yes {};         | struct D<thread T*> : no {};",
        "void f(device int* p) { int t[2]; }   | void f(thread int* p) { threadgroup int t[2]; }",
      })
  void definitionsThatDoDifferentThingsAreAnErrorOfTheHostCompiler(String first, String second) {
    assertThat(host(first + "\n# 7 \"b.h\"\n" + second + "\n"))
        .startsWith(first + "\n# 7 \"b.h\"\nstatic_assert(false, \"")
        .contains("a.metal:1")
        .doesNotContain(second);
  }

  @Test
  void equalDeclarationsStay() {
    String text =
        "using namespace metal;\nusing namespace metal;\nvoid f(device int*);\nvoid f(device int*);\n";

    assertThat(host(text)).isEqualTo(text);
  }

  @Test
  void threadgroupAttributesDoNotSurviveTheMacroOfThatName() {
    assertThat(
            host("void f(threadgroup int* a [[threadgroup(0)]], int b [[x, threadgroup(1)]]) {}"))
        .isEqualTo("void f(threadgroup int* a [[]], int b [[x, ]]) {}");
  }

  @Test
  void functionConstantsWithoutAValueAreNotDefined() {
    assertThat(host("constant bool a [[function_constant(0)]];\nconstant int b = 3;\n"))
        .isEqualTo(
            "constant bool extern __attribute__((visibility(\"hidden\"))) a"
                + " [[function_constant(0)]];\nconstant int b = 3;\n");
    assertThat(host("static constant constexpr const int a [[function_constant(0)]];\n"))
        .isEqualTo(
            " constant  const int extern __attribute__((visibility(\"hidden\"))) a"
                + " [[function_constant(0)]];\n");
  }

  @Test
  void functionConstantsAreInitializedWithTheirValues() {
    String text = "constant short a [[function_constant(0)]];\n";
    assertThat(Program.of("a.metal", text).specialized(Map.of("a", "-2")).hostText())
        .isEqualTo(
            "constant short a [[function_constant(0)]]"
                + "{__builtin_bit_cast(short, (unsigned short)65534ull)};\n");
  }

  @Test
  void whetherAFunctionConstantIsDefinedIsAnsweredHere() {
    String text =
        """
        constant bool a [[function_constant(0)]];
        constant bool b [[function_constant(1)]];
        bool f() { return is_function_constant_defined(a) || is_function_constant_defined ( b ); }
        """;
    assertThat(Program.of("a.metal", text).specialized(Map.of("a", "false")).hostText())
        .contains("{ return true || false; }");
  }
}
