package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.signature.Access;
import io.github.kernelconformance.signature.ElementType;
import io.github.kernelconformance.signature.Presence;
import io.github.kernelconformance.signature.Signature;
import io.github.kernelconformance.signature.TypedParameter;
import io.github.kernelconformance.testing.CudaStandIn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All but the card: what a launch gives the driver, what is seen after it, what an error costs. */
class CudaDeviceTest {

  private static final String PROPERTY = "jna.library.path";
  private static final int N = 6;

  private static final String[] NAMES = {
    "doubles",
    "past",
    "before",
    "input",
    "flaky",
    "unwritten",
    "remembers",
    "illegal",
    "misaligned",
    "watchdog",
    "endless"
  };

  @TempDir private static Path cache;

  private static final WorkerReserve RESERVE = WorkerReserve.ofCuda("");

  private static CudaTrial trial;
  private static Library library;

  @BeforeAll
  static void load() throws Exception {
    System.setProperty(PROPERTY, CudaStandIn.directory().toString());
    trial = CudaProber.run(settings(), workers(5), RESERVE);
    assertThat(trial.reasons()).isEmpty();
    library =
        new CudaDevice(settings(), workers(1), trial, RESERVE)
            .load(List.of(program()), Set.of(all()));
  }

  @AfterAll
  static void close() {
    library.close();
    RESERVE.close();
    System.clearProperty(PROPERTY);
  }

  @AfterEach
  void restore() {
    System.setProperty(PROPERTY, CudaStandIn.directory().toString());
  }

  private static String[] all() {
    String[] all = Arrays.copyOf(NAMES, NAMES.length + 1);
    all[NAMES.length] = "tiles";
    return all;
  }

  private static CudaSettings settings() {
    return new CudaSettings("", cache, List.of());
  }

  private static WorkerSettings workers(int seconds) {
    return WorkerSettings.of(Integer.toString(seconds), "1");
  }

  private static Program program() {
    String kernels =
        Arrays.stream(NAMES)
            .map(
                """
                kernel void %s(device float* x [[buffer(0)]], device float* y [[buffer(1)]],
                    uint i [[thread_position_in_grid]]) { y[i] = 2 * x[i]; }
                """
                    ::formatted)
            .collect(Collectors.joining());
    return Program.of(
        "k.metal",
        "#include <metal_stdlib>\nusing namespace metal;\n"
            + kernels
            + """
            kernel void tiles(device uint* y [[buffer(0)]], threadgroup float* a [[threadgroup(0)]],
                threadgroup float* b [[threadgroup(1)]]) { y[0] = a[0] + b[0]; }
            """);
  }

  private static Launch launch(String kernel) {
    ByteBuffer x = ByteBuffer.allocate(4 * N).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < N; i++) {
      x.putFloat(i + 1);
    }
    return Launch.ofThreads(
        kernel,
        new Size(N, 1, 1),
        new Size(4, 1, 1),
        List.of(new Argument.Input("x", x.array()), new Argument.Output("y", 4 * N, Fill.FLOAT)));
  }

  private static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  @Test
  void outputsComeBackAndNothingIsFound() throws Exception {
    Execution execution = library.run(launch("doubles"));

    assertThat(floats(execution.outputs().get("y"))).containsExactly(2, 4, 6, 8, 10, 12);
    assertThat(execution.findings()).isEmpty();
    assertThat(execution.refilled()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "past; MEMORY; y was written up to 4 bytes past its 24 bytes",
        "before; MEMORY; y was written up to 4 bytes before its 24 bytes",
        "input; MEMORY; write at byte 4 of x, which is an input",
        "flaky; NONDETERMINISM; another run on the card gives other bits in y, first in byte 0",
        "remembers; NONDETERMINISM; other contents of outputs before the launch give other bits in"
            + " y, first in byte 4"
      })
  void whatIsNotToBeWrittenOrKnownIsFound(String kernel, Finding.Kind kind, String message)
      throws Exception {
    assertThat(library.run(launch(kernel)).findings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(kind);
              assertThat(it.message()).isEqualTo(message);
            });
  }

  @Test
  void whatIsNotWrittenHoldsLargeNumbersInTheSecondRun() throws Exception {
    Execution execution = library.run(launch("unwritten"));

    assertThat(floats(execution.outputs().get("y"))[0]).isNaN();
    assertThat(floats(execution.refilled().get("y"))[0]).isEqualTo(0x1p100f);
    assertThat(execution.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "illegal, where the card has no memory (CUDA_ERROR_ILLEGAL_ADDRESS 700)",
    "misaligned, what the access needs (CUDA_ERROR_MISALIGNED_ADDRESS 716)"
  })
  void anErrorOfTheDriverIsThatOfItsKernelAndTheNextRuns(String kernel, String words)
      throws Exception {
    assertThatThrownBy(() -> library.run(launch(kernel)))
        .isInstanceOf(KernelCrashException.class)
        .hasMessageStartingWith(kernel + ": the kernel accessed an address ")
        .hasMessageEndingWith(words);
    assertThat(library.run(launch("doubles")).findings()).isEmpty();
  }

  @Test
  void aKernelThatTheSystemEndsOrThatDoesNotEndIsATimeout() throws Exception {
    assertThatThrownBy(() -> library.run(launch("watchdog")))
        .isInstanceOf(KernelTimeoutException.class)
        .hasMessageContaining("CUDA_ERROR_LAUNCH_TIMEOUT 702");
    assertThatThrownBy(() -> library.run(launch("endless")))
        .isInstanceOf(KernelTimeoutException.class)
        .hasMessage("endless did not end within 1 s (parameter 'timeout')");
    assertThat(library.run(launch("doubles")).findings()).isEmpty();
  }

  @Test
  void oneThatFailsTogetherWithOthersIsBlamedAlone() throws Exception {
    List<Ending> endings =
        library.runAll(List.of(launch("doubles"), launch("illegal"), launch("doubles")));

    assertThat(endings.get(0)).isInstanceOf(Ending.Ran.class);
    assertThat(endings.get(1)).isInstanceOf(Ending.Crashed.class);
    assertThat(endings.get(2)).isInstanceOf(Ending.Ran.class);
  }

  @Test
  void launchesTogetherEachHaveTheirOwnBuffers() throws Exception {
    List<Ending> endings =
        library.runAll(List.of(launch("doubles"), launch("unwritten"), launch("past")));

    assertThat(endings)
        .map(it -> ((Ending.Ran) it).execution().findings().size())
        .containsExactly(0, 0, 1);
  }

  @Test
  void threadgroupMemoryLiesBehindEachOther() throws Exception {
    assertThat(told(library.run(tiles(20)))).containsExactly(0, 32, 48);
  }

  @Test
  void launchesTogetherMayHaveAnyThreadgroupMemoryOfOneKernel() throws Exception {
    List<Ending> endings = library.runAll(List.of(tiles(80), tiles(20)));

    assertThat(endings).map(it -> told(((Ending.Ran) it).execution())[2]).containsExactly(96, 48);
  }

  private static Launch tiles(int bytes) {
    return new Launch(
        "tiles",
        new Size(1, 1, 1),
        new Size(32, 1, 1),
        List.of(
            new Argument.Output("y", 12),
            new Argument.Threadgroup("a", bytes),
            new Argument.Threadgroup("b", 4)));
  }

  private static int[] told(Execution execution) {
    int[] y = new int[3];
    ByteBuffer.wrap(execution.outputs().get("y"))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(y);
    return y;
  }

  @Test
  void aWorkerGoesOnWithAnotherLibraryWhereItsCardIsOpen() throws Exception {
    CudaDevice device = new CudaDevice(settings(), workers(5), trial, RESERVE);
    try (Library one = device.load(List.of(program()), Set.of("doubles"))) {
      assertThat(one.run(launch("doubles")).findings()).isEmpty();
    }
    Set<Long> before = processes();
    try (Library other = device.load(List.of(program()), Set.of("past"))) {
      assertThat(other.run(launch("past")).findings()).hasSize(1);
    }

    assertThat(processes()).isEqualTo(before);
  }

  @Test
  void workersThatAreExpectedAreThereBeforeTheirWork() throws Exception {
    Set<Long> before = processes();
    WorkerReserve reserve = WorkerReserve.ofCuda("");
    try {
      reserve.start(2);
      Set<Long> started = processes();
      assertThat(started).hasSize(before.size() + 2);
      CudaDevice device = new CudaDevice(settings(), workers(5), trial, reserve);
      try (Library one = device.load(List.of(program()), Set.of("doubles"))) {
        assertThat(one.run(launch("doubles")).findings()).isEmpty();
      }
      assertThat(processes()).isEqualTo(started);
    } finally {
      reserve.close();
    }
    assertThat(processes()).isEqualTo(before);
  }

  private static Set<Long> processes() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  @Test
  void whatKernelsTakeIsReadFromTheirCode() throws Exception {
    Map<String, Signature> signatures = library.signatures(Set.of("doubles", "past", "absent"));

    assertThat(signatures).containsOnlyKeys("doubles");
    Signature doubles = signatures.get("doubles");
    assertThat(doubles.parameters())
        .extracting(TypedParameter::name, TypedParameter::access, TypedParameter::presence)
        .containsExactly(
            tuple("x", Access.WRITABLE, Presence.PRESENT),
            tuple("y", Access.WRITABLE, Presence.PRESENT),
            tuple("i", Access.UNKNOWN, Presence.PRESENT));
    assertThat(doubles.parameter("x").orElseThrow().element())
        .contains(new ElementType(4, 1, 4, false, false));
    assertThat(doubles.parameter("i").orElseThrow().element()).isEmpty();
  }

  @Test
  void constantsDecideWhatExistsAndMayHaveNoValue() throws Exception {
    Program program =
        Program.of(
            "halves.metal",
            """
            constant bool one [[function_constant(0)]];
            constant bool other [[function_constant(1)]];
            constant bool both = one && other;
            kernel void halves(const device half* x [[buffer(0)]],
                device float* y [[buffer(1), function_constant(one)]],
                device float* z [[buffer(2), function_constant(both)]]) {}
            """);
    try (Library other =
        new CudaDevice(settings(), workers(5), trial, RESERVE)
            .load(List.of(program), Set.of("halves"))) {
      assertThat(other.signatures(Set.of("halves")).get("halves").parameters())
          .extracting(TypedParameter::name, TypedParameter::access, TypedParameter::presence)
          .containsExactly(
              tuple("x", Access.READ_ONLY, Presence.PRESENT),
              tuple("y", Access.WRITABLE, Presence.ABSENT),
              tuple("z", Access.WRITABLE, Presence.UNKNOWN));
    }
  }

  @Test
  void whatDoesNotCompileIsToldInTheUsersWords() {
    Program program =
        Program.of("bad.metal", "kernel void does_not_compile(device float* y [[buffer(0)]]) {}");

    assertThatThrownBy(
            () ->
                new CudaDevice(settings(), workers(5), trial, RESERVE)
                    .load(List.of(program), Set.of("does_not_compile")))
        .isInstanceOf(CompilationException.class)
        .hasMessageStartingWith("NVRTC does not compile bad.metal:")
        .hasMessageEndingWith("file.metal(3): error: exp is not here");
  }

  @Test
  void aCardThatComputesWronglyIsOfNoUse() {
    System.setProperty(PROPERTY, CudaStandIn.directory("wrong-answer").toString());

    CudaTrial other = CudaProber.run(settings(), workers(5), WorkerReserve.none());

    assertThat(other.usable()).isFalse();
    assertThat(other.reasons())
        .singleElement()
        .asString()
        .startsWith("NVIDIA Stand-in: computes wrongly: element 0 of a known answer");
  }

  @Test
  void theReportNamesCardDriverAndCompiler() {
    CudaDevice device = new CudaDevice(settings(), workers(5), trial, RESERVE);

    Map<String, String> told = device.settings();
    assertThat(told)
        .containsEntry("cuda.device", "NVIDIA Stand-in")
        .containsEntry("cuda.architecture", "sm_90")
        .containsEntry("cuda.nvrtc", "13.0")
        .containsEntry("cuda.probe.known-answer", "right");
    assertThat(device.accuracies().id()).isEqualTo("cuda");
  }
}
