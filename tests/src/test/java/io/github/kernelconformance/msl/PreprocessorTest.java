package io.github.kernelconformance.msl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kernelconformance.testing.TestToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flattening with a real clang. */
class PreprocessorTest {

  @TempDir Path base;

  private final Map<String, String> defines = new LinkedHashMap<>();
  private Path clang;
  private int metalVersion = PreprocessorSettings.DEFAULT_METAL_VERSION;

  @BeforeEach
  void findClang() {
    clang = TestToolchain.clang().executable();
  }

  private void write(String file, String text) throws IOException {
    Path path = base.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Program program(String file, String... includePaths)
      throws IOException, InterruptedException {
    List<Path> paths = List.of(includePaths).stream().map(base::resolve).toList();
    return new Preprocessor(new PreprocessorSettings(clang, base, paths, defines, metalVersion))
        .program(base.resolve(file));
  }

  /** The lines of a flattened text that are neither empty nor markers. */
  private List<String> code(String text) throws IOException, InterruptedException {
    write("a.metal", text);
    return program("a.metal")
        .text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("# "))
        .map(String::strip)
        .toList();
  }

  @Test
  void filesBesideTheProjectAreNamedFromIt() throws Exception {
    write("app/a.metal", "#include \"b.h\"\n#include \"c.h\"\n");
    write("headers/b.h", "int b;\n");
    write("headers/c.h", "int c;\n");
    Path app = base.resolve("app");
    List<Path> paths = List.of(base.resolve("headers"));

    String text =
        new Preprocessor(new PreprocessorSettings(clang, app, paths, defines, metalVersion))
            .flatten(app.resolve("a.metal"));
    assertThat(text).contains("# 1 \"../headers/b.h\" 1\n").doesNotContain(base.toString());
  }

  @Test
  void macrosInPragmasAreExpanded() throws Exception {
    assertThat(
            code(
                "#define MIN(a, b) ((a) < (b) ? (a) : (b))\n#define N 4\n#define h 1\n"
                    + "#include <simd/simd.h>\n"
                    + "template <int M> void f() {\n#pragma unroll (MIN(N, 2))\n  for (;;) {}\n"
                    + "#pragma clang loop unroll_count(N)\n  for (;;) {}\n"
                    + "_Pragma(\"unroll(N)\") for (;;) {}\n#pragma unroll(M)\n  for (;;) {}\n}\n"
                    + "#pragma clang loop unroll(full)\n#pragma METAL internals : enable\n"
                    + "#ifdef _WCHAR_T_DEFINED\n#error a trace of the flag\n#endif\n"))
        .containsExactly(
            "#include <simd/simd.h>",
            "template <int M> void f() {",
            "#pragma unroll (((4) < (2) ? (4) : (2)))",
            "for (;;) {}",
            "#pragma clang loop unroll_count(4)",
            "for (;;) {}",
            "#pragma unroll(4)",
            "for (;;) {}",
            "#pragma unroll(M)",
            "for (;;) {}",
            "}",
            "#pragma clang loop unroll(full)",
            "#pragma METAL internals : enable");
  }

  @Test
  void userHeadersAreInlinedAndMetalHeadersStayIncludes() throws Exception {
    write("src/a.metal", "#include <metal_stdlib>\n#include \"b.h\"\n#include <lib/c.h>\nint a;\n");
    write("src/b.h", "#pragma once\n#include <metal_simdgroup>\n#include <simd/simd.h>\nint b;\n");
    write("include/lib/c.h", "#include \"../../src/b.h\"\nint c;\n");

    Program program = program("src/a.metal", "include");

    assertThat(program.source()).isEqualTo("src/a.metal");
    assertThat(program.text().lines().filter(line -> line.matches("#include.*|int.*")))
        .containsExactly(
            "#include <metal_stdlib>",
            "#include <metal_simdgroup>",
            "#include <simd/simd.h>",
            "int b;",
            "int c;",
            "int a;");
    assertThat(program.hostText()).doesNotContain("#include").contains("int b;");
  }

  @Test
  void theTextNamesNoPlaceOutsideTheProject() throws Exception {
    write("src/a.metal", "#include <metal_stdlib>\n#include <b.h>\nkernel void a() {}\n");
    write("src/b.h", "kernel void b() {}\n");
    write("top.metal", "#include \"top.h\"\n");
    write("top.h", "kernel void top() {}\n");

    Program program = program("src/a.metal", "src");

    assertThat(program.text()).doesNotContain(base.toString()).doesNotContain("/include/");
    assertThat(program.kernels())
        .extracting(Kernel::name, kernel -> kernel.location().toString())
        .containsExactly(tuple("b", "src/b.h:1"), tuple("a", "src/a.metal:3"));
    assertThat(program("top.metal").kernels().get(0).location()).hasToString("top.h:1");
  }

  @Test
  void markersOfTheTextAreBalancedForTheNextCompiler() throws Exception {
    write("a.metal", "#include <metal_stdlib>\n#include \"b.h\"\nint a;\n");
    write("b.h", "#include <metal_math>\nint b;\n");

    assertThat(program("a.metal").text().lines().filter(line -> line.startsWith("# ")))
        .containsExactly(
            "# 1 \"a.metal\"",
            "# 1 \"a.metal\"",
            "# 2 \"a.metal\"",
            "# 1 \"b.h\" 1",
            "# 2 \"b.h\"",
            "# 3 \"a.metal\" 2");
  }

  @Test
  void macrosAreExpandedAndLocationsAreThoseOfTheirUse() throws Exception {
    write(
        "a.metal",
        """
        #define instantiate(mode, name, type, size) \\
          template [[host_name(#mode "_" #name "_" #type "_gs_" #size)]] \\
          [[kernel]] decltype(fp_##name<type, size>) fp_##name<type, size>;
        #define all(name) instantiate(mxfp4, name, float, 32) \\
          instantiate(nvfp4, name, half, 16)

        /* kernel void commented() {
           */
        // kernel void commented() {
        template <typename T, int S>
        [[kernel]] void fp_qmv(const device T* x, // the "vector" {
                               device T* y) {}
        all(
            qmv)
        """);

    Program program = program("a.metal");

    assertThat(program.kernels())
        .extracting(Kernel::name, Kernel::expression, kernel -> kernel.location().toString())
        .containsExactly(
            tuple("mxfp4_qmv_float_gs_32", "fp_qmv<float, 32>", "a.metal:13"),
            tuple("nvfp4_qmv_half_gs_16", "fp_qmv<half, 16>", "a.metal:13"));
    assertThat(program.kernels().get(0).parameters())
        .extracting(Parameter::name, parameter -> parameter.location().toString())
        .containsExactly(tuple("x", "a.metal:11"), tuple("y", "a.metal:12"));
    assertThat(program.hostText()).doesNotContain("decltype");
  }

  @Test
  void windowsLineEndsDoNoHarm() throws Exception {
    write(
        "a.metal",
        "#define N \\\r\n  4\r\n\r\nkernel void a(device float* p) {\r\n  p[N];\r\n}\r\n");

    assertThat(program("a.metal").kernels())
        .extracting(kernel -> kernel.location().toString())
        .containsExactly("a.metal:4");
  }

  @Test
  void predefinedMacrosAreThoseOfMetal() throws Exception {
    assertThat(
            code(
                """
                version __METAL_VERSION__ __METAL__ __cplusplus __clang__
                #if defined __METAL_MACOS__ || defined __x86_64__ || defined __aarch64__ \\
                  || defined __linux__ || defined __unix__ || defined __APPLE__ || defined _WIN32 \\
                  || defined __SPIR__ || defined __ELF__ || defined __EXCEPTIONS
                wrong
                #endif
                #if defined __HAVE_BFLOAT__ && defined __cpp_variable_templates && __CHAR_BIT__ == 8
                right
                #endif
                """))
        .containsExactly("version 310 1 201402L 1", "right");
  }

  @Test
  void theLanguageVersionDecidesConditionals() throws Exception {
    String text =
        """
        #ifdef __HAVE_BFLOAT__
        bfloat
        #endif
        version __METAL_VERSION__ __cplusplus
        """;
    metalVersion = 300;
    assertThat(code(text)).containsExactly("version 300 201402L");
    metalVersion = 400;
    assertThat(code(text)).containsExactly("bfloat", "version 400 201703L");
    metalVersion = 240;
    assertThat(code("#if defined __METAL_MACOS__ && !defined __METAL__\nold\n#endif\n"))
        .containsExactly("old");
  }

  @Test
  void definesAreMacros() throws Exception {
    defines.put("A", "1 + \"x\"");
    defines.put("EMPTY", "");
    defines.put("F(x)", "x x");

    assertThat(code("A [EMPTY] F(2)\n")).containsExactly("1 + \"x\" [] 2 2");
  }

  @Test
  void unknownMacrosAndPragmasOutliveFlattening() throws Exception {
    assertThat(
            code(
                """
                #pragma METAL internals : enable
                METAL_FUNC void f() {
                  _Pragma("clang loop unroll(full)") for (;;) {}
                }
                """))
        .containsExactly(
            "#pragma METAL internals : enable",
            "METAL_FUNC void f() {",
            "#pragma clang loop unroll(full)",
            "for (;;) {}",
            "}");
  }

  @Test
  void aMissingHeaderIsAnErrorAtTheUsersLine() throws Exception {
    write("src/a.metal", "#include <metal_stdlib>\n#include \"nowhere/b.h\"\n");

    assertThatThrownBy(() -> program("src/a.metal", "include"))
        .isInstanceOf(MslException.class)
        .hasMessageContaining("src/a.metal:2:10: fatal error: 'nowhere/b.h' file not found")
        .hasMessageContaining("includePaths: [include]");
  }

  @Test
  void headersOfTheMachineAreNotSeen() throws Exception {
    write("a.metal", "#include <stdint.h>\n");

    assertThatThrownBy(() -> program("a.metal"))
        .isInstanceOf(MslException.class)
        .hasMessageContaining("'stdint.h' file not found");
  }

  @Test
  void otherErrorsAreClangsWithoutTheHint() throws Exception {
    write("a.metal", "#if 1\n#error \"wants MSL 4\"\n#endif\n");

    assertThatThrownBy(() -> program("a.metal"))
        .isInstanceOf(MslException.class)
        .hasMessageContaining("a.metal:2:2: error: \"wants MSL 4\"")
        .hasMessageNotContaining("includePaths");
  }

  @Test
  void messagesThatWouldFillAPipeDoNotBlock() throws Exception {
    String message = "much ".repeat(100_000);
    write("a.metal", "#error " + message + "\n");

    assertThatThrownBy(() -> program("a.metal"))
        .isInstanceOf(MslException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void aClangThatIsNotThereIsAnIoException() throws Exception {
    write("a.metal", "");
    Preprocessor preprocessor =
        new Preprocessor(
            new PreprocessorSettings(
                base.resolve("no-clang"), base, List.of(), Map.of(), metalVersion));

    assertThatThrownBy(() -> preprocessor.flatten(base.resolve("a.metal")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-clang");
  }

  @Test
  void interruptionStopsClang() throws Exception {
    write("a.metal", "");
    Preprocessor preprocessor =
        new Preprocessor(new PreprocessorSettings(clang, base, List.of(), Map.of(), metalVersion));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> preprocessor.flatten(base.resolve("a.metal")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void thousandsOfInstantiationsShareTheirParameters() throws Exception {
    StringBuilder text =
        new StringBuilder(
            "template <typename T, int N> kernel void f(device T* p) {}\n#define all");
    for (int i = 0; i < 20_000; i++) {
      text.append(" template [[host_name(\"f_")
          .append(i)
          .append("\")]] [[kernel]] decltype(f<float, ")
          .append(i)
          .append(">) f<float, ")
          .append(i)
          .append(">;");
    }
    write("a.metal", text.append("\nall\n").toString());

    List<Kernel> kernels = program("a.metal").kernels();

    assertThat(kernels).hasSize(20_000);
    assertThat(kernels.get(0).parameters()).isSameAs(kernels.get(19_999).parameters());
  }
}
