package io.github.kernelconformance.device.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.cuda.CudaArgument.Kind;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts for NVRTC. No build has NVRTC at hand, so clang checks them, with declarations of what
 * NVRTC declares itself: it sees each name, type and overload that NVRTC would.
 */
class CudaSourceTest {

  /** Instantiations of one template differ too little for all of them to be worth their time. */
  private static final int MOST_KERNELS = 6;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../kernels/src/main/metal/fp_qmv.metal",
        "../kernels/src/main/metal/affine_qmv.metal",
        "../it/src/it/contracts/src/main/metal/attention.metal",
        "src/test/metal/attributes.metal",
        "src/test/metal/integer.metal",
        "src/test/metal/library.metal",
        "src/test/metal/narrow_floats.metal",
        "src/test/metal/simdgroup.metal",
        "src/test/metal/simdgroup_matrix.metal",
        "src/test/metal/threadgroup.metal",
        "src/test/metal/undefined.metal",
        "src/test/metal/vectors.metal"
      })
  void aTextIsWhatACompilerOfCppTakes(String file) throws IOException, InterruptedException {
    Program program = TestPrograms.of(Path.of(file), Map.of());
    Set<String> some =
        program.kernels().stream()
            .map(Kernel::name)
            .limit(MOST_KERNELS)
            .collect(Collectors.toSet());
    for (CudaSource it : CudaSource.of(program, some, MOST_KERNELS)) {
      assertThat(messages(it)).isEmpty();
      assertThat(it.kernels().keySet()).isEqualTo(some);
    }
  }

  @Test
  void armsOfConditionalExpressionsAreToldEachOthersTypes()
      throws IOException, InterruptedException {
    Program program = TestPrograms.of(Path.of("src/test/metal/numbers.metal"), Map.of());
    CudaSource source = CudaSource.of(program, Set.of("halves"), 1).get(0);

    assertThat(messages(source)).contains("numbers.metal:").contains("is ambiguous");
    assertThat(CudaSource.otherwise(source.text(), "error: expected a \";\"")).isEmpty();
    String other =
        CudaSource.otherwise(source.text(), "n.metal(45): error: ambiguous \"?\" operation: ...")
            .orElseThrow();
    assertThat(messages(new CudaSource(source.name(), other, Map.of()))).isEmpty();
    assertThat(other.lines().count()).isEqualTo(source.text().lines().count());
  }

  @Test
  void aMistakeIsShownAtItsLine() throws IOException, InterruptedException {
    CudaSource source =
        source("#include <metal_stdlib>\n\nkernel void f(device half* p) {\n  p[0] = p;\n}\n");

    assertThat(messages(source)).contains("a.metal:4:");
  }

  @Test
  void argumentsAreThoseThatALaunchSupplies() throws IOException, InterruptedException {
    CudaSource source =
        source(
            """
            constant bool wide [[function_constant(0)]];
            constant bool biased [[function_constant(1)]];
            constant bool both = is_function_constant_defined(wide) && biased;
            kernel void f(device float* out [[buffer(3)]], constant int& n [[buffer(0)]],
                          device float* w [[buffer(4), function_constant(wide)]],
                          device float* b [[buffer(5), function_constant(both)]],
                          threadgroup float* t [[threadgroup(0)]],
                          uint i [[thread_position_in_grid]]) {}
            """);

    assertThat(source.kernels().get("f").arguments())
        .containsExactly(
            new CudaArgument("out", Kind.BUFFER, false),
            new CudaArgument("n", Kind.BUFFER, false),
            new CudaArgument("b", Kind.BUFFER, true),
            new CudaArgument("t", Kind.THREADGROUP, false));
    assertThat(messages(source)).isEmpty();
  }

  /** Bytes, components, bytes of each; pointer 1, reference 2, read-only 4, raw 8, array 16. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "device float* p; 4, 1, 4, 1",
        "const device float* p; 4, 1, 4, 5",
        "device const half* p; 2, 1, 2, 5",
        "device bfloat* p; 2, 1, 2, 1",
        "constant half4& p; 8, 4, 2, 6",
        "constant float3* p; 16, 3, 4, 5",
        "const device packed_float3* p; 12, 3, 4, 5",
        "device float4x4* p; 64, 16, 4, 1",
        "device half3x3* p; 24, 9, 2, 1",
        "device atomic_uint* p; 4, 1, 4, 1",
        "device uchar* p; 1, 1, 1, 9",
        "const device void* p; 1, 1, 1, 13",
        "constant array<int, 3>& p; 4, 1, 4, 22",
        "constant int (&p)[2]; 4, 1, 4, 22",
        "constant Both& p; 8, 0, 0, 6",
        "device Later* p; 0, 0, 0, 1",
        "threadgroup long* p; 8, 1, 8, 1"
      })
  void aTableTellsWhatParametersPointTo(String parameter, String row)
      throws IOException, InterruptedException {
    CudaSource source =
        source(
            """
            #include <metal_stdlib>
            using namespace metal;
            struct Both { float a; int b; };
            struct Later;
            kernel void f(%s [[%s(0)]], uint i [[thread_position_in_grid]]) {}
            """
                .formatted(parameter, parameter.contains("threadgroup") ? "threadgroup" : "buffer")
                .replace(")[2] [[buffer(0)]]", " [[buffer(0)]])[2]"));

    assertThat(messages(asserting(source, 0, row))).isEmpty();
    assertThat(messages(asserting(source, 1, "0, 0, 0, 0"))).isEmpty();
    assertThat(messages(asserting(source, 0, "3, 0, 0, 0"))).contains("static assertion failed");
  }

  private static CudaSource asserting(CudaSource source, int ordinal, String row) {
    String assertion =
        """
        constexpr auto it = decltype(%s){}.all[%d];
        constexpr unsigned row[] = {%s};
        static_assert(it.bytes == row[0] && it.components == row[1] &&
            it.component_bytes == row[2] && it.flags == row[3]);
        """
            .formatted(CudaKernel.parameters(source.kernels().get("f").entry()), ordinal, row);
    return new CudaSource(source.name(), source.text() + assertion, source.kernels());
  }

  @Test
  void aTableTellsWhichParametersExistAndWhichMay() throws IOException, InterruptedException {
    Program program =
        TestPrograms.of(
            directory.resolve("a.metal"),
            """
            constant bool wide [[function_constant(0)]];
            constant bool open [[function_constant(1)]];
            constant bool narrow = is_function_constant_defined(wide) && !wide;
            constant bool none = wide && open;
            kernel void f(device float* out [[buffer(0)]],
                          device float* w [[buffer(1), function_constant(wide)]],
                          device float* n [[buffer(2), function_constant(narrow)]],
                          device float* o [[buffer(3), function_constant(open)]],
                          device float* x [[buffer(4), function_constant(none)]]) {}
            """);
    String wide = text(program, "f[wide=true]");
    String narrow = text(program, "f[wide=false]");

    assertThat(wide)
        .contains(
            "_existing[] = {1, 1, ::kernel_conformance::existence(narrow), 0,"
                + " ::kernel_conformance::existence(none)};");
    assertThat(narrow)
        .contains(
            "_existing[] = {1, 0, ::kernel_conformance::existence(narrow), 0,"
                + " ::kernel_conformance::existence(none)};");
    assertThat(text(program, "f")).contains("_existing[] = {1, 0, ");
    String asserting = "\nstatic_assert(::kernel_conformance::existence(%s) == %d);";
    for (String it :
        List.of(
            wide + asserting.formatted("narrow", 0),
            wide + asserting.formatted("none", 2),
            narrow + asserting.formatted("narrow", 1))) {
      assertThat(messages(new CudaSource("a.metal", it, Map.of()))).isEmpty();
    }
  }

  private static String text(Program program, String kernel) {
    return CudaSource.of(program.with(Set.of(kernel)), Set.of(kernel), 1).get(0).text();
  }

  @Test
  void eachSetOfFunctionConstantsHasATextOfItsOwn() throws IOException, InterruptedException {
    Program program =
        TestPrograms.of(
            directory.resolve("a.metal"),
            """
            constant int n [[function_constant(0)]];
            kernel void f(device int* out) { out[0] = n; }
            """);
    Set<String> wanted = Set.of("f[n=3]", "f[n=4]");
    List<CudaSource> sources = CudaSource.of(program.with(wanted), wanted, 2);

    assertThat(sources).hasSize(2);
    assertThat(sources.stream().flatMap(it -> it.kernels().keySet().stream()))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  private CudaSource source(String text) throws IOException, InterruptedException {
    Program program = TestPrograms.of(directory.resolve("a.metal"), text);
    return CudaSource.of(program, Set.of("f"), 1).get(0);
  }

  /** What clang says of a text. */
  private String messages(CudaSource source) throws IOException, InterruptedException {
    for (var header : CudaHeaders.all().entrySet()) {
      Files.writeString(directory.resolve(header.getKey()), header.getValue());
    }
    Path declarations = directory.resolve("nvrtc-declarations");
    try (var in =
        CudaSourceTest.class.getResourceAsStream("/io/github/kernelconformance/cuda/nvrtc.h")) {
      Files.write(declarations, in.readAllBytes());
    }
    Path text = Files.writeString(directory.resolve("text.cu"), source.text());
    Process clang =
        new ProcessBuilder(
                TestToolchain.clang().executable().toString(),
                "--target=nvptx64-nvidia-cuda",
                "-std=c++17",
                "-fsyntax-only",
                "-nostdinc",
                "-w",
                "-include",
                declarations.toString(),
                "-I" + directory,
                "-x",
                "c++",
                text.toString())
            .redirectErrorStream(true)
            .start();
    String messages = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    clang.waitFor();
    return messages;
  }
}
