package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kernels a program has, under which names and where. */
class KernelScanTest {

  private static Program scan(String text) {
    return Program.of("a.metal", text);
  }

  private static List<String> names(String text) {
    return scan(text).kernels().stream().map(Kernel::name).toList();
  }

  private static Kernel only(String text) {
    assertThat(scan(text).kernels()).hasSize(1);
    return scan(text).kernels().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel void f(device float* p) {}",
        "[[kernel]] void f(device float* p) {}",
        "[[kernel, max_total_threads_per_threadgroup(4 * 32)]] void f(device float* p) {}",
        "[[max_total_threads_per_threadgroup(32)]] [[kernel]] void f(device float* p) {}",
        "static inline kernel void f(device float* p) {}",
        "extern \"C\" { kernel void f(device float* p) {} }",
        "extern \"C\" kernel void f(device float* p) {}",
        "kernel void f(device float* p);\nkernel void f(device float* p) {}",
        "kernel void\n  f\n(device float* p)\n{\n}",
        "kernel void f(device float* p) {};",
      })
  void findsEveryWayToDeclareAKernel(String text) {
    assertThat(names(text)).containsExactly("f");
    assertThat(scan(text).kernels().get(0).parameters())
        .extracting(Parameter::name)
        .containsExactly("p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void f(device float* p) {}",
        "struct kernel_params { int kernel_size; };",
        "struct f { void kernel_like(device float* p) {} };",
        "constant const char* s = \"kernel void f() {}\";",
        "constant const char* s = R\"x(kernel void f() {} )\" )x\";",
        "kernel void f(device float* p);",
        "using f = void (*)(device float*);",
        "#pragma kernel void f() {}",
        "[[visible]] float f(float x) { return x; }",
      })
  void takesNothingElseForOne(String text) {
    assertThat(names(text)).isEmpty();
  }

  @Test
  void keepsSourceOrder() {
    assertThat(names("kernel void b() {} kernel void a() {} kernel void c() {}"))
        .containsExactly("b", "a", "c");
  }

  @Test
  void aDefinitionCanHaveAHostName() {
    Kernel kernel = only("[[host_name(\"g\")]] kernel void f() {}");

    assertThat(kernel.name()).isEqualTo("g");
    assertThat(kernel.function()).isEqualTo("f");
    assertThat(kernel.expression()).isEqualTo("f");
  }

  @Test
  void theHostNameMayShareABracketWithTheKernelAttribute() {
    assertThat(names("[[kernel, host_name(\"g\")]] void f() {}")).containsExactly("g");
  }

  @Test
  void adjacentStringLiteralsAreOneHostName() {
    assertThat(names("[[host_name(\"a_\" \"b\" \"_c\" R\"(_d)\")]] kernel void f() {}"))
        .containsExactly("a_b_c_d");
  }

  @Test
  void aHostNameThatIsNoLiteralIsAnError() {
    assertThatThrownBy(() -> scan("\n[[host_name(NAME)]] kernel void f() {}"))
        .isInstanceOf(MslException.class)
        .hasMessageContaining("a.metal:2")
        .hasMessageContaining("host_name");
  }

  @Test
  void kernelsInNamespacesHaveQualifiedNames() {
    assertThat(
            scan("namespace a { namespace b::c { kernel void f() {} } inline namespace d {"
                    + " kernel void g() {} } }")
                .kernels())
        .extracting(Kernel::name, Kernel::function, Kernel::expression, Kernel::scope)
        .containsExactly(
            tuple("a::b::c::f", "a::b::c::f", "f", "a::b::c"),
            tuple("a::d::g", "a::d::g", "g", "a::d"));
  }

  @Test
  void namespaceAliasesAndAnonymousNamespacesAddNothing() {
    assertThat(names("namespace m = metal; namespace { kernel void f() {} }")).containsExactly("f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "template [[host_name(\"n\")]] [[kernel]] decltype(f<float, 32>) f<float, 32>;",
        "template [[host_name(\"n\"), kernel]] decltype(f<float, 32>) f<float, 32>;",
        "template [[host_name(\"n\")]] [[kernel]] void f<float, 32>(device float* p);",
        "template [[host_name(\"n\")]] kernel void f<float, 32>(device float*);",
        "typedef decltype(f<float, 32>) f_t; template [[host_name(\"n\")]] kernel f_t f<float, 32>;",
        "template [[host_name(\"n\")]] void f<float, 32>(device float*);",
        "template [[host_name(\"n\")]]\n[[kernel]]\ndecltype(f<float, 32>)\nf<float, 32>;",
      })
  void findsEveryWayToInstantiate(String instantiation) {
    Kernel kernel =
        only("template <typename T, int N> [[kernel]] void f(device T* q) {}\n" + instantiation);

    assertThat(kernel.name()).isEqualTo("n");
    assertThat(kernel.function()).isEqualTo("f");
    assertThat(kernel.expression()).isEqualTo("f<float, 32>");
    assertThat(kernel.parameters())
        .extracting(Parameter::name, Parameter::type)
        .containsExactly(tuple("q", "device T*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f<vec<float, 4>, (1 << 3)>",
        "f<array<array<float, 2>, 3>, 2>",
        "f<A<(3 > 2)>, 1>",
        "f<ns::A<int>::type, sizeof(int) * 2>",
      })
  void templateArgumentsMayNest(String name) {
    assertThat(
            only("template <typename T, int N> kernel void f() {} template [[host_name(\"n\")]]"
                    + " [[kernel]] decltype("
                    + name
                    + ") "
                    + name
                    + ";")
                .expression())
        .isEqualTo(name);
  }

  @Test
  void deducedTemplateArgumentsComeFromTheParameterTypes() {
    assertThat(
            only("""
                template <typename T> kernel void f(device T* p, constant T (&a)[4], uint i) {}
                template [[host_name("n")]] kernel void f(
                    device float* p [[buffer(0)]], constant float (&a)[4], uint i [[thread_position_in_grid]]);
                """)
                .expression())
        .isEqualTo("static_cast<void (*)(device float*, constant float (&)[4], uint)>(f)");
  }

  @Test
  void anInstantiationIsLookedUpFromItsScopeOutwards() {
    String text =
        """
        template <typename T> kernel void f(device T* global) {}
        namespace a {
        template <typename T> kernel void f(device T* inner) {}
        namespace b { template [[host_name("1")]] [[kernel]] decltype(f<int>) f<int>; }
        }
        template [[host_name("2")]] [[kernel]] decltype(f<int>) f<int>;
        template [[host_name("3")]] [[kernel]] decltype(a::f<int>) a::f<int>;
        template [[host_name("4")]] [[kernel]] decltype(::f<int>) ::f<int>;
        """;

    assertThat(scan(text).kernels())
        .extracting(
            Kernel::name,
            Kernel::function,
            Kernel::expression,
            Kernel::scope,
            KernelScanTest::first)
        .containsExactly(
            tuple("1", "a::f", "f<int>", "a::b", "inner"),
            tuple("2", "f", "f<int>", "", "global"),
            tuple("3", "a::f", "a::f<int>", "", "inner"),
            tuple("4", "f", "::f<int>", "", "global"));
  }

  private static String first(Kernel kernel) {
    return kernel.parameters().get(0).name();
  }

  @Test
  void aUsingDirectiveMakesANamespaceVisible() {
    assertThat(
            only("""
                namespace a::b { template <typename T> kernel void f(device T* p) {} }
                using namespace a::b;
                template [[host_name("n")]] [[kernel]] decltype(f<int>) f<int>;
                """)
                .function())
        .isEqualTo("a::b::f");
  }

  @Test
  void overloadedTemplatesAreToldApartByTheirArguments() {
    String text =
        """
        template <typename T> kernel void f(device T* one) {}
        template <typename T, int N, bool B = (N > 2)> kernel void f(device T* two) {}
        template <typename T, int N> kernel void g(device T* one) {}
        template <typename T, int N> kernel void g(device T* two, uint i) {}
        template [[host_name("f1")]] [[kernel]] decltype(f<int>) f<int>;
        template [[host_name("f2")]] [[kernel]] decltype(f<int, 2>) f<int, 2>;
        template [[host_name("f3")]] [[kernel]] decltype(f<int, 2, true>) f<int, 2, true>;
        template [[host_name("g2")]] [[kernel]] void g<int, 2>(device int*, uint);
        """;

    assertThat(scan(text).kernels())
        .extracting(Kernel::name, KernelScanTest::first)
        .containsExactly(
            tuple("f1", "one"), tuple("f2", "two"), tuple("f3", "two"), tuple("g2", "two"));
  }

  @Test
  void anExplicitSpecializationWithAHostNameIsAKernel() {
    Kernel kernel =
        only(
            """
            template <typename T> kernel void f(device T* p) {}
            template <> [[host_name("n")]] kernel void f<int>(device int* special) {}
            """);

    assertThat(kernel.expression()).isEqualTo("f<int>");
    assertThat(kernel.function()).isEqualTo("f");
    assertThat(first(kernel)).isEqualTo("special");
  }

  @Test
  void otherInstantiationsAreNoKernels() {
    assertThat(
            names(
                """
                template <typename T> struct S {};
                template <typename T> void f(T x) {}
                template struct S<float>;
                template void f<float>(float);
                extern template void f<int>(int);
                template <typename T> [[vertex]] float4 v(device T* p) { return 0; }
                template [[host_name("v_float")]] [[vertex]] decltype(v<float>) v<float>;
                [[host_name("g")]] fragment float4 g() { return 0; }
                """))
        .isEmpty();
  }

  @Test
  void anInstantiationOfAnUnknownTemplateIsAnError() {
    assertThatThrownBy(
            () -> scan("\ntemplate [[host_name(\"n\")]] [[kernel]] decltype(f<int>) f<int>;"))
        .isInstanceOf(MslException.class)
        .hasMessageStartingWith("a.metal:2: ")
        .hasMessageContaining("'n'")
        .hasMessageContaining("'f'");
  }

  @Test
  void twoKernelsWithOneHostNameAreAnErrorThatNamesBothPlaces() {
    assertThatThrownBy(
            () ->
                scan(
                    "# 3 \"a.h\"\n[[host_name(\"n\")]] kernel void f() {}\n"
                        + "# 9 \"b.h\"\n[[host_name(\"n\")]] kernel void g() {}"))
        .isInstanceOf(MslException.class)
        .hasMessageContaining("'n'")
        .hasMessageContaining("a.h:3")
        .hasMessageContaining("b.h:9");
  }

  @Test
  void equalNamesInDifferentNamespacesAreNoError() {
    assertThat(names("namespace a { kernel void f() {} } kernel void f() {}"))
        .containsExactly("a::f", "f");
  }

  @Test
  void templatesWithoutANamedInstantiationAreListed() {
    String text =
        """
        namespace a { template <typename T> kernel void unused(device T* p) {} }
        template <typename T> kernel void used(device T* p) {}
        template <typename T> [[kernel]] void nameless(device T* p) {}
        template <typename T> void function(device T* p) {}
        template [[host_name("n")]] [[kernel]] decltype(used<int>) used<int>;
        template [[kernel]] void nameless<int>(device int*);
        """;

    assertThat(scan(text).uninstantiated()).containsExactly("a::unused", "nameless");
    assertThat(names(text)).containsExactly("n");
  }

  @Test
  void aProgramKnowsItsKernelsByName() {
    Program program = scan("kernel void f() {} kernel void g() {}");

    assertThat(program.kernel("g")).map(Kernel::function).contains("g");
    assertThat(program.kernel("h")).isEmpty();
  }

  @Test
  void locationsFollowTheLineMarkers() {
    String text =
        """
        kernel void a() {}
        # 10 "dir with space/b.h" 1

        kernel void b()
        {
        # 30 "c:\\\\d \\"q\\".h"
        }
        kernel void c() {}
        # 7 "a.metal" 2
        template <typename T> kernel void t(device T* p) {}
        #pragma unroll
        #line 40 "e.h"
        template [[host_name("d")]]
        [[kernel]] decltype(t<int>) t<int>;
        """;

    assertThat(scan(text).kernels())
        .extracting(kernel -> kernel.location().toString())
        .containsExactly("a.metal:1", "dir with space/b.h:11", "c:\\d \"q\".h:31", "e.h:40");
    assertThat(scan(text).kernel("d").orElseThrow().parameters().get(0).location())
        .hasToString("a.metal:7");
  }

  @Test
  void codeAroundKernelsDoesNotConfuseTheScan() {
    String text =
        """
        static_assert(sizeof(int) == 4, "kernel void no() {");
        constant char brace = '{';
        constant char quote = '\\'';
        constant int big = 1'000'000, shifted = 1 << 3 >> 1;
        constant float hex = 0x1.8p-3f + .5e+2f;
        enum class E : uint { kernel_a = 1 << 2, b };
        typedef struct { float4 a; int b[2]; } S, *PS;
        struct alignas(16) B final : public A<(1 > 0)>, C {
          struct D { void f() const { if (x < y) { g<int>(); } } };
          B() : a{1}, b{2, {3}}, c(4) {}
          B(int x) noexcept(true) : a{x} {}
          bool operator<(thread const B& o) const { return a < o.a; }
          bool operator()(int x) const { return x > 0; }
          explicit operator bool() const { return true; }
          int operator[](int i) const { return i; }
          int bits : 3;
        private:
          template <typename T> using V = vec<T, 4>;
        };
        template <typename T, typename = enable_if_t<(sizeof(T) > 2)>, int N = A<B<int>>::value>
        vec<T, 4> helper(T x) { auto l = [&](T y) { return y >> 1; }; return l(x) < x ? x : x; }
        constant auto lambda = [](int x) { return x; };
        template <typename T> constexpr constant bool v = sizeof(T) < 4;
        template <typename T> constexpr constant bool v<T*> = true;
        inline bool operator<<(S a, S b) { return false; }
        auto trailing(int a) -> decltype(helper<int>(a)) { return {a}; }
        METAL_FUNC __attribute__((noinline)) int attributed(int a) { return a; }
        [[kernel]] void last(device float* p [[buffer(0)]]) { for (;;) { break; } }
        """;

    assertThat(names(text)).containsExactly("last");
    assertThat(only(text).location().line()).isEqualTo(text.lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel void f() {\n(\n", "kernel void f() {\n)\n}"})
  void bracketsThatDoNotMatchAreAnError(String text) {
    assertThatThrownBy(() -> scan(text))
        .isInstanceOf(MslException.class)
        .hasMessageStartingWith("a.metal:2: ");
  }

  @Test
  void windowsLineEndsCountAsLines() {
    assertThat(only("\r\nkernel void\r\nf() {}\r\n").location()).hasToString("a.metal:3");
  }

  @Test
  void anEmptyFileHasNoKernels() {
    assertThat(names("")).isEmpty();
  }
}
