package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.UnboundArgumentException;
import io.github.kernelconformance.testing.TestDevice;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostDeviceTest {

  private static final String ADD =
      """
      #include <metal_stdlib>
      #ifndef ADDEND
      #define ADDEND 1
      #endif
      kernel void add(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                      uint i [[thread_position_in_grid]]) {
        out[i] = in[i] + ADDEND;
      }
      """;

  @TempDir private Path project;
  private Path file;
  private Path output;

  @BeforeEach
  void nameFiles() {
    file = project.resolve("kernels.metal");
    output = project.resolve("target");
  }

  @Test
  void aDeviceTellsWhatItIs() {
    Device device = TestDevice.in(output);

    assertThat(device.name()).isEqualTo("host");
    assertThat(device.description()).contains("CPU, clang version");
  }

  /** A guard between stacks is a mapping, and Linux lets a process have 65,530 of them. */
  @Test
  void aClosedLibraryKeepsNoStacks() throws Exception {
    Size group = new Size(1024, 1, 1);
    Launch launch =
        new Launch(
            "add",
            new Size(1, 1, 1),
            group,
            List.of(new Argument.Input("in", new byte[4096]), new Argument.Output("out", 4096)));
    Device device = TestDevice.in(output);
    Program program = TestPrograms.of(file, ADD);
    long before = mappings();
    try (Library library = device.load(List.of(program), Set.of("add"))) {
      library.run(launch);
      assertThat(mappings()).isGreaterThan(before + 1024);
    }
    assertThat(mappings()).isLessThan(before + 512);
    try (Library library = device.load(List.of(program), Set.of("add"))) {
      byte[] out = library.run(launch).outputs().get("out");
      assertThat(ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).getInt(4092)).isEqualTo(1);
    }
  }

  private static long mappings() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.count();
    }
  }

  @Test
  void anErrorNamesTheUsersFileLineAndColumnAndNoOther() throws Exception {
    expectError(
        """
        kernel void broken(device int* out [[buffer(0)]]) {
          out[0] = missing;
        }
        """,
        "kernels.metal:2:12: error: use of undeclared identifier 'missing'");
  }

  @Test
  void anErrorInAnInstantiationNamesTheTemplateAndTheInstantiation() throws Exception {
    String message =
        expectError(
            """
            template <typename T>
            [[kernel]] void broken(device T* out [[buffer(0)]]) {
              out[0] = T::missing();
            }

            template [[host_name("broken")]] [[kernel]] decltype(broken<int>) broken<int>;
            """,
            "kernels.metal:3:12: error: type 'int' cannot be used prior to '::'");
    assertThat(message).contains("kernels.metal:6:");
  }

  @Test
  void anErrorInAHeaderNamesTheHeader() throws Exception {
    Files.writeString(project.resolve("helper.h"), "inline int help() {\n  return nothing;\n}\n");
    expectError(
        "#include \"helper.h\"\nkernel void k(device int* out [[buffer(0)]]) { *out = help(); }\n",
        "helper.h:2:10: error: use of undeclared identifier 'nothing'");
  }

  @Test
  void aProgramOfWhichNoKernelRunsIsCompiledAllTheSame() throws Exception {
    Program program = TestPrograms.of(file, "inline int help() { return nothing; }\n");

    assertThatThrownBy(() -> TestDevice.in(output).load(List.of(program), Set.of()))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining("kernels.metal:1:28: error: ");
  }

  @ParameterizedTest
  @CsvSource({
    "int(i) << 37, shift count >= width of type",
    "1 << 32, shift count >= width of type",
    "1ul >> 64, shift count >= width of type",
    "int(i) >> -1, shift count is negative",
    "shifted<33>(i), shift count >= width of type",
  })
  void aConstantCountOfAShiftIsLessThanTheWidth(String shift, String expected) throws Exception {
    String message =
        expectError(
            """
            template <int n> int shifted(int x) { return x << n; }
            kernel void k(device int* out [[buffer(0)]], uint i [[thread_position_in_grid]]) {
              int unused;
              out[i] = %s;
            }
            """
                .formatted(shift),
            expected);
    assertThat(message)
        .contains("modulo the width", "Write the count that you mean")
        .doesNotContain("warning:");
  }

  @Test
  void whatDoesNotCompileLeavesNoFiles() throws Exception {
    expectError("kernel void broken(device int* out [[buffer(0)]]) { oops }\n", "kernels.metal:1:");

    assertThat(libraries()).isEmpty();
  }

  @Test
  void anUnchangedProgramIsNotCompiledAgain() throws Exception {
    Program program = TestPrograms.of(file, ADD);
    load(TestDevice.in(output), program).close();
    List<Path> compiled = libraries();
    assertThat(compiled).hasSize(1);

    try (Library library = load(TestDevice.with(brokenClang(), output), program)) {
      assertThat(add(library, 41)).isEqualTo(42);
    }
    assertThat(libraries()).isEqualTo(compiled);
  }

  @Test
  void aDamagedLibraryIsCompiledAgain() throws Exception {
    Program program = TestPrograms.of(file, ADD);
    load(TestDevice.in(output), program).close();
    Path compiled = libraries().get(0);
    byte[] whole = Files.readAllBytes(compiled);
    byte[] altered = whole.clone();
    altered[whole.length / 2] ^= 1;

    for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), altered)) {
      // It is mapped into this process, which would not survive a change in place.
      Files.delete(compiled);
      Files.write(compiled, damaged);
      assertNeedsTheCompiler(TestDevice.with(brokenClang(), output), program);
      try (Library library = load(TestDevice.in(output), program)) {
        assertThat(add(library, 41)).isEqualTo(42);
      }
      assertThat(libraries()).containsExactly(compiled);
    }
  }

  @Test
  void aDamagedEngineOrHeaderIsCompiledAgain() throws Exception {
    NativeSources sources = NativeSources.unpack(project.resolve("cache"));
    Device device =
        TestDevice.with(TestToolchain.clang(), sources, project.resolve("no such directory yet"));
    load(device, TestPrograms.of(file, ADD)).close();
    List<Path> precompiled = precompiled(sources);
    assertThat(precompiled).extracting(it -> it.getFileName().toString()).contains("engine.o");
    for (Path damaged : precompiled) {
      Files.write(damaged, new byte[(int) Files.size(damaged)]);
    }

    try (Library library = load(device, TestPrograms.of(file, Map.of("ADDEND", "10")))) {
      assertThat(add(library, 1)).isEqualTo(11);
    }
    assertThat(precompiled(sources)).isEqualTo(precompiled);
  }

  private static List<Path> precompiled(NativeSources sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources.directory().getParent())) {
      return files
          .filter(it -> it.getParent().getFileName().toString().startsWith("compiled-"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aChangedTextOrDefineOrCompilerIsCompiled() throws Exception {
    Program program = TestPrograms.of(file, ADD);
    load(TestDevice.in(output), program).close();
    Program defined = TestPrograms.of(file, Map.of("ADDEND", "10"));
    Program edited = TestPrograms.of(file, ADD.replace("in[i] +", "in[i] -"));
    Clang other =
        new Clang(brokenClang().executable(), brokenClang().linker(), "", "another compiler");

    assertNeedsTheCompiler(TestDevice.with(brokenClang(), output), defined);
    assertNeedsTheCompiler(TestDevice.with(brokenClang(), output), edited);
    assertNeedsTheCompiler(TestDevice.with(other, output), program);

    try (Library library = load(TestDevice.in(output), defined)) {
      assertThat(add(library, 1)).isEqualTo(11);
    }
    try (Library library = load(TestDevice.in(output), edited)) {
      assertThat(add(library, 1)).isZero();
    }
    assertThat(libraries()).hasSize(3);
  }

  @Test
  void onlyTheKernelsThatWillRunAreInALibrary() throws Exception {
    Program program =
        TestPrograms.of(
            file,
            """
            kernel void one(device int* out [[buffer(0)]]) { *out = 1; }
            kernel void two(device int* out [[buffer(0)]]) { *out = 2; }
            """);
    try (Library library =
        TestDevice.in(output).load(List.of(program), Set.of("two", "of another program"))) {
      assertThat(library.has("two")).isTrue();
      assertThat(library.has("one")).isFalse();
      assertThat(library.has("of another program")).isFalse();
      assertThat(value(library, "two")).isEqualTo(2);
      assertThatThrownBy(() -> value(library, "one"))
          .isInstanceOf(DeviceException.class)
          .hasMessage("There is no kernel one in the library");
    }
  }

  @Test
  void anArgumentThatNobodySuppliesIsNamed() throws Exception {
    try (Library library = load(TestDevice.in(output), TestPrograms.of(file, ADD))) {
      Launch launch = launch("add", 1, List.of(new Argument.Output("out", 4)));

      assertThatThrownBy(() -> library.run(launch))
          .isInstanceOf(UnboundArgumentException.class)
          .hasMessageContaining("kernel add (kernels.metal:5")
          .hasMessageContaining("const device int* in");
    }
  }

  /** Bound by name, whatever their order and index; the lengths are the launch's. */
  @Test
  void threadgroupMemoryIsAnArgumentLikeOthers() throws Exception {
    Program program =
        TestPrograms.of(
            file,
            """
            #include <metal_stdlib>
            using namespace metal;
            kernel void shift(threadgroup int* second [[threadgroup(1)]],
                              const device int* in [[buffer(0)]],
                              threadgroup short* first [[threadgroup(0)]],
                              device int* out [[buffer(1)]], uint i [[thread_position_in_grid]]) {
              first[i] = in[i];
              second[i] = 2 * in[i];
              threadgroup_barrier(mem_flags::mem_threadgroup);
              out[i] = first[i] + second[(i + 1) % 4];
            }
            """);
    List<Argument> arguments =
        List.of(
            new Argument.Input("in", Buffers.ints(1, 2, 3, 4)),
            new Argument.Threadgroup("first", 8),
            new Argument.Output("out", 16),
            new Argument.Threadgroup("second", 16));
    try (Library library = load(TestDevice.in(output), program)) {
      Map<String, byte[]> outputs = library.run(launch("shift", 4, arguments)).outputs();
      assertThat(outputs).containsOnlyKeys("out");
      assertThat(outputs.get("out")).isEqualTo(Buffers.ints(5, 8, 11, 6));
      assertThatThrownBy(() -> library.run(launch("shift", 4, arguments.subList(0, 3))))
          .isInstanceOf(UnboundArgumentException.class)
          .hasMessageContaining("threadgroup int* second");
    }
  }

  @Test
  void argumentsThatAKernelLacksDoNoHarm() throws Exception {
    try (Library library = load(TestDevice.in(output), TestPrograms.of(file, ADD))) {
      Launch launch =
          launch(
              "add",
              1,
              List.of(
                  new Argument.Input("unused", new byte[7]),
                  new Argument.Output("out", 4),
                  new Argument.Output("untouched", 3),
                  new Argument.Input("in", Buffers.ints(1))));

      Map<String, byte[]> outputs = library.run(launch).outputs();
      assertThat(outputs).containsOnlyKeys("out", "untouched");
      assertThat(outputs.get("out")).isEqualTo(Buffers.ints(2));
      assertThat(outputs.get("untouched")).containsOnly(0xFF);
    }
  }

  @Test
  void whatAKernelLeavesUnwrittenIsAllOnes() throws Exception {
    Program program =
        TestPrograms.of(
            file,
            """
            kernel void even(device int* out [[buffer(0)]], uint i [[thread_position_in_grid]]) {
              if (i % 2 == 0) out[i] = 7;
            }
            """);
    try (Library library = load(TestDevice.in(output), program)) {
      Launch launch = launch("even", 4, List.of(new Argument.Output("out", 16)));

      assertThat(library.run(launch).outputs().get("out")).isEqualTo(Buffers.ints(7, -1, 7, -1));
    }
  }

  @Test
  void aThreadgroupHasAtMost1024Threads() throws Exception {
    try (Library library = load(TestDevice.in(output), TestPrograms.of(file, ADD))) {
      int[] values = IntStream.range(0, 1025).toArray();

      assertThatThrownBy(() -> library.run(launchAdd(values)))
          .isInstanceOf(DeviceException.class)
          .hasMessageStartingWith("Cannot launch add with ")
          .hasMessageContaining("1025")
          .hasMessageEndingWith("a threadgroup has 1 to 1024 threads.");
      int[] fewer = IntStream.range(0, 1024).toArray();
      assertThat(library.run(launchAdd(fewer)).outputs().get("out"))
          .isEqualTo(Buffers.ints(IntStream.rangeClosed(1, 1024).toArray()));
    }
  }

  @Test
  void kernelsInNamespacesRun() throws Exception {
    Program program =
        TestPrograms.of(
            file,
            """
            constant int value = 1;
            namespace outer {
            constant int value = 2;
            kernel void plain(device int* out [[buffer(0)]]) { *out = value; }
            namespace inner {
            constant int value = 3;
            template <int addend>
            [[kernel]] void sum(device int* out [[buffer(0)]]) { *out = value + addend; }
            template [[host_name("sum_of_3")]] [[kernel]] decltype(sum<value>) sum<value>;
            }
            }
            kernel void plain(device int* out [[buffer(0)]]) { *out = value; }
            """);
    try (Library library = load(TestDevice.in(output), program)) {
      assertThat(value(library, "plain")).isEqualTo(1);
      assertThat(value(library, "outer::plain")).isEqualTo(2);
      assertThat(value(library, "sum_of_3")).isEqualTo(6);
    }
  }

  @Test
  void programsShareNothingButTheLibrary() throws Exception {
    Program one = program("one.metal", "one", 1);
    Program two = program("two.metal", "two", 2);
    try (Library library = load(TestDevice.in(output), one, two)) {
      assertThat(value(library, "one")).isEqualTo(1);
      assertThat(value(library, "two")).isEqualTo(2);
    }
    assertThat(libraries()).hasSize(2);
  }

  /** Threads and barriers, so that lanes of launches that mix would give themselves away. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void manyThreadsRunLaunchesAtOnceAndAgree(int threads) throws Exception {
    String text =
        """
        #include <metal_stdlib>
        using namespace metal;
        kernel void NAME(const device int* in [[buffer(0)]], device int* out [[buffer(1)]],
                         uint i [[thread_index_in_threadgroup]]) {
          threadgroup int reversed[64];
          reversed[63 - i] = in[i];
          threadgroup_barrier(mem_flags::mem_threadgroup);
          out[i] = simd_sum(reversed[i]) + FACTOR * reversed[i];
        }
        """;
    Program one =
        TestPrograms.of(
            project.resolve("one.metal"), text.replace("NAME", "one").replace("FACTOR", "3"));
    Program two =
        TestPrograms.of(
            project.resolve("two.metal"), text.replace("NAME", "two").replace("FACTOR", "5"));
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (Library library = load(TestDevice.in(output), one, two)) {
      List<Future<byte[]>> results = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Launch launch = sums(i);
        results.add(executor.submit(() -> library.run(launch).outputs().get("out")));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).as("launch %d", i).isEqualTo(expectedSums(i));
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static int[] values(int launch) {
    return IntStream.range(0, 64).map(i -> launch * 1000 + i * i).toArray();
  }

  private static Launch sums(int launch) {
    return launch(
        launch % 2 == 0 ? "one" : "two",
        64,
        List.of(
            new Argument.Input("in", Buffers.ints(values(launch))),
            new Argument.Output("out", 256)));
  }

  private static byte[] expectedSums(int launch) {
    int[] values = values(launch);
    int factor = launch % 2 == 0 ? 3 : 5;
    int[] sums = new int[64];
    for (int i = 0; i < sums.length; i++) {
      for (int lane = 0; lane < 32; lane++) {
        sums[i] += values[63 - (i / 32 * 32 + lane)];
      }
      sums[i] += factor * values[63 - i];
    }
    return Buffers.ints(sums);
  }

  /** The message of the error, which names no file but the user's. */
  private String expectError(String text, String expected) throws Exception {
    Program program = TestPrograms.of(file, text);
    CompilationException error =
        catchThrowableOfType(
            CompilationException.class, () -> load(TestDevice.in(output), program));
    assertThat(error).hasMessageStartingWith("kernels.metal does not compile:\n");
    assertThat(error).hasMessageContaining(expected);
    assertThat(error.getMessage()).doesNotContain(output.toString()).doesNotContain(".cpp");
    return error.getMessage();
  }

  private static void assertNeedsTheCompiler(Device device, Program program) {
    assertThatThrownBy(() -> load(device, program))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("Cannot run ")
        .hasMessageContaining("no-clang");
  }

  /** The tests' compiler under a path where there is none. */
  private Clang brokenClang() {
    Clang clang = TestToolchain.clang();
    return new Clang(
        project.resolve("no-clang"), clang.linker(), clang.version(), clang.identity());
  }

  private static Library load(Device device, Program... programs)
      throws CompilationException, DeviceException {
    return device.load(
        List.of(programs),
        Stream.of(programs)
            .flatMap(program -> program.kernels().stream())
            .map(Kernel::name)
            .collect(Collectors.toSet()));
  }

  private Program program(String name, String kernel, int value) throws Exception {
    return TestPrograms.of(
        project.resolve(name),
        """
        static int help() { return %d; }
        kernel void %s(device int* out [[buffer(0)]]) { *out = help(); }
        """
            .formatted(value, kernel));
  }

  /** What is compiled; beside it is the file by which builds hold what they use. */
  private List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(output)) {
      return files.filter(file -> !file.endsWith("lock")).sorted().toList();
    }
  }

  private static int value(Library library, String kernel) throws Exception {
    Launch launch = launch(kernel, 1, List.of(new Argument.Output("out", 4)));
    return Buffers.ints(ByteBuffer.wrap(library.run(launch).outputs().get("out")))[0];
  }

  private static int add(Library library, int value) throws Exception {
    return Buffers.ints(ByteBuffer.wrap(library.run(launchAdd(value)).outputs().get("out")))[0];
  }

  private static Launch launchAdd(int... values) {
    return launch(
        "add",
        values.length,
        List.of(
            new Argument.Input("in", Buffers.ints(values)),
            new Argument.Output("out", 4 * values.length)));
  }

  private static Launch launch(String kernel, int threads, List<Argument> arguments) {
    return new Launch(kernel, new Size(1, 1, 1), new Size(threads, 1, 1), arguments);
  }
}
