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
    for (CudaSource it : CudaSource.of(program, some)) {
      assertThat(messages(it)).isEmpty();
      assertThat(it.kernels().keySet()).isEqualTo(some);
    }
  }

  @Test
  void armsOfConditionalExpressionsAreToldEachOthersTypes()
      throws IOException, InterruptedException {
    Program program = TestPrograms.of(Path.of("src/test/metal/numbers.metal"), Map.of());
    CudaSource source = CudaSource.of(program, Set.of("halves")).get(0);

    assertThat(messages(source)).contains("numbers.metal:").contains("is ambiguous");
    assertThat(CudaSource.otherwise(source.text(), "error: expected a \";\"")).isEmpty();
    String other =
        CudaSource.otherwise(source.text(), "n.metal(45): error: ambiguous \"?\" operation: ...")
            .orElseThrow();
    assertThat(messages(new CudaSource(source.name(), other, source.headers(), Map.of())))
        .isEmpty();
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
    List<CudaSource> sources = CudaSource.of(program.with(wanted), wanted);

    assertThat(sources).hasSize(2);
    assertThat(sources.stream().flatMap(it -> it.kernels().keySet().stream()))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  private CudaSource source(String text) throws IOException, InterruptedException {
    Program program = TestPrograms.of(directory.resolve("a.metal"), text);
    return CudaSource.of(program, Set.of("f")).get(0);
  }

  /** What clang says of a text. */
  private String messages(CudaSource source) throws IOException, InterruptedException {
    for (var header : source.headers().entrySet()) {
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
