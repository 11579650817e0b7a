package io.github.kernelconformance.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.jna.Native;
import java.io.BufferedReader;
import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the stand-in for Metal lets pass, what it does not, and what can be ordered to go wrong. */
class StandInTest {

  private static final int ABORTED = 128 + 6;
  private static final String DEVICE =
      "device Apple Stand-in, unified true, Apple5 true, Apple9 true, Metal3 true, Mac2 true,"
          + " 1024 x 1024 x 1024";
  private static final String PARAVIRTUAL =
      "device Apple Paravirtual device, unified true, Apple5 true, Apple9 false, Metal3 false, Mac2"
          + " false, 1024 x 1024 x 1024";

  /** No more than the processes use: a long one takes time in each of them. */
  private static final String CLASS_PATH =
      Stream.of(StandInUse.class, Native.class)
          .map(it -> it.getProtectionDomain().getCodeSource().getLocation().getPath())
          .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir private Path directory;

  /** How a process ended. */
  private record Ended(int exit, List<String> output, String errors) {}

  @Test
  void rightUseWorksAndLeavesNothingBehind() throws Exception {
    Path leaks = directory.resolve("leaks");
    Ended ended = use(StandInSession.KERNEL, 32, Map.of("METAL_STANDIN_LEAKS", leaks.toString()));

    assertThat(ended.errors()).isEmpty();
    assertThat(ended.exit()).isZero();
    assertThat(ended.output())
        .containsExactly(
            "devices 1",
            DEVICE,
            "setMathMode: true",
            "library there, no error",
            "function there, no error",
            "binding in, index 0, type 0, access 0, 4 bytes",
            "binding out, index 1, type 0, access 1, 4 bytes",
            "binding count, index 2, type 0, access 0, 4 bytes",
            "width 32",
            "pipeline there, no error",
            "before 0.0",
            "status 4, time true",
            "after 62.0, there, no error",
            "alive 0");
    assertThat(leaks).hasContent("0 alive");
  }

  @ParameterizedTest
  @EnumSource(StandInMisuse.class)
  void misuseEndsTheProcessAndSaysWhy(StandInMisuse misuse) throws Exception {
    assumeTrue(misuse != StandInMisuse.STRUCT_THROUGH_THE_PLAIN_SEND || StandInSession.INTEL);
    Ended ended = run(MetalStandIn.environment(), StandInMisuse.class, misuse.name());

    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors()).startsWith("Metal stand-in: ").contains(misuse.message);
    assertThat(ended.exit()).isEqualTo(ABORTED);
  }

  @Test
  void classesWantTheirFrameworkAndTheDefaultDeviceWantsCoreGraphics() throws Exception {
    assertThat(run(MetalStandIn.environment(), StandInLoading.class).output())
        .containsExactly(
            "NSString is not there",
            "MTLCompileOptions is not there",
            "Metal",
            "NSString is not there",
            "MTLCompileOptions is there",
            "default device is not there",
            "Foundation",
            "NSString is there",
            "MTLCompileOptions is there",
            "default device is not there",
            "CoreGraphics",
            "NSString is there",
            "MTLCompileOptions is there",
            "default device is there");
  }

  @Test
  void whatDoesNotCompileIsToldWithItsLine() throws Exception {
    String kernel = "kernel void twice() { nothing; }\n";
    Ended ended = use("# 12 \"src/main/metal/twice.metal\"\n" + kernel, 32, Map.of());

    assertThat(ended.output())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "library nil, error MTLLibraryErrorDomain 3:"
                            + " src/main/metal/twice.metal:12:23: error: use of undeclared"));
    assertThat(use(kernel, 32, Map.of()).output())
        .anySatisfy(line -> assertThat(line).contains(": program_source:1:23: error: use of"));
  }

  static Stream<Arguments> faults() {
    String failed = "status 5, time true";
    return Stream.of(
        arguments("compile-error", "library nil, error MTLLibraryErrorDomain 3: program_source:1:"),
        arguments("compile-warning", "library there, error MTLLibraryErrorDomain 4: program_sour"),
        arguments("nil-library", "library nil, no error"),
        arguments("nil-function", "function nil, no error"),
        arguments("nil-pipeline", "pipeline nil, no error"),
        arguments("without=setMathMode:", "setMathMode: false"),
        arguments("macos=14", "setMathMode: false"),
        arguments("no-device", "devices 0"),
        arguments("no-device", "device nil"),
        arguments("no-default-device", "devices 1"),
        arguments("no-default-device", "device nil"),
        arguments("execution-width=64", "width 64"),
        arguments("execution-width=64@twice", "width 64"),
        arguments("execution-width=64@thrice", "width 32"),
        arguments("driver-error=victim", "after 0.0, there, error MTLCommandBufferErrorDomain 1: "),
        arguments("driver-error=hang", "after 0.0, there, error MTLCommandBufferErrorDomain 2: "),
        arguments("driver-error=victim:0", "after 62.0, there, no error"),
        arguments("driver-error=victim@thrice", "after 62.0, there, no error"),
        arguments("wedge", "after 0.0, there, error MTLCommandBufferErrorDomain 2: Execution of"),
        arguments("wedge=1", "after 62.0, there, no error"),
        arguments("paravirtual", PARAVIRTUAL),
        arguments("paravirtual", "after 62.0, there, no error"),
        arguments("paravirtual-zeros", PARAVIRTUAL),
        arguments("paravirtual-zeros", "after 0.0, there, no error"),
        arguments("command-error=1", failed),
        arguments("command-error=3", failed),
        arguments("command-error=3@twice", failed),
        arguments("command-error=3@thrice", "status 4, time true"),
        arguments("command-error=2", "after 0.0, there, error MTLCommandBufferErrorDomain 2: Exe"),
        arguments("command-error=8", "after 0.0, there, error MTLCommandBufferErrorDomain 8: Exe"),
        arguments("command-error=9", "after 0.0, there, error MTLCommandBufferErrorDomain 9: Exe"));
  }

  @ParameterizedTest
  @MethodSource
  void faults(String fault, String line) throws Exception {
    Ended ended =
        run(MetalStandIn.environment(fault), StandInUse.class, StandInSession.KERNEL, "32");

    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output())
        .anySatisfy(it -> assertThat(it).startsWith(line))
        .last()
        .isEqualTo("alive 0");
  }

  @Test
  void bfloatIsNotForAParavirtualDevice() throws Exception {
    String kernel = "kernel void twice(device bfloat* out [[buffer(0)]]) { *out = bfloat(1); }\n";

    assertThat(
            run(MetalStandIn.environment("paravirtual"), StandInUse.class, kernel, "32").output())
        .contains(
            "pipeline nil, error CompilerError 2: Compiler encountered an internal error",
            "alive 0");
  }

  @Test
  void newerLanguageIsAWarningUnlessThatIsTurnedOff() throws Exception {
    String kernel = StandInSession.KERNEL.replace("if (", "if constexpr (true) if (");
    assertThat(kernel).contains("constexpr");
    String off = "#pragma clang diagnostic ignored \"-Wc++17-extensions\"\n";

    assertThat(use(kernel, 32, Map.of()).output())
        .anyMatch(it -> it.startsWith("library there, error MTLLibraryErrorDomain 4: program_s"));
    assertThat(use(off + kernel, 32, Map.of()).output()).contains("library there, no error");
  }

  @Test
  void aMissingSelectorIsUnknown() throws Exception {
    Ended ended =
        run(MetalStandIn.environment("without=setMathMode:"), StandInMisuse.class, "NO_MATH_MODE");

    assertThat(ended.errors()).contains("-[MTLCompileOptions setMathMode:]: unrecognized selector");
  }

  @Test
  void waitingCanTakeForever() throws Exception {
    Process process =
        builder(MetalStandIn.environment("timeout"), StandInUse.class, StandInSession.KERNEL, "32")
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().takeWhile(it -> !it.startsWith("before"))).isNotEmpty();
      assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The kernel is told that it has more numbers than there are. */
  @Test
  void shaderValidationTellsOfAccessesBeyondABuffer() throws Exception {
    String on = "MTL_SHADER_VALIDATION";
    String report = "MTL_SHADER_VALIDATION_REPORT_TO_STDERR";
    String load = "Invalid device load at offset 128, executing kernel function: \"twice\" ";
    String store = "Invalid device store at offset 128, executing kernel function: \"twice\" ";

    Ended told = use(StandInSession.KERNEL, 33, Map.of(on, "1", report, "1"));
    assertThat(told.errors().lines())
        .contains(load, store, "buffer: <unnamed>, length:128, resident:Read Write");
    assertThat(told.output()).contains("after 62.0, there, no error", "alive 0");
    assertThat(use(StandInSession.KERNEL, 32, Map.of(on, "1", report, "1")).errors()).isEmpty();
    assertThat(use(StandInSession.KERNEL, 33, Map.of(on, "1")).errors()).isEmpty();
    assertThat(use(StandInSession.KERNEL, 33, Map.of(report, "1")).errors()).isEmpty();
    assertThat(
            use(
                    StandInSession.KERNEL,
                    33,
                    Map.of(on, "1", report, "1", "METAL_STANDIN_FAULTS", "no-validation"))
                .errors())
        .isEmpty();
  }

  @Test
  void threadgroupMemoryIsThereAsLargeAsItWasAskedFor() throws Exception {
    String kernel =
        """
        #include <metal_stdlib>
        using namespace metal;
        kernel void twice(const device float* in [[buffer(0)]],
                          device float* out [[buffer(1)]],
                          constant uint& count [[buffer(2)]],
                          threadgroup float* shared [[threadgroup(0)]],
                          uint i [[thread_index_in_threadgroup]]) {
          shared[63 - i] = in[i % count];
          threadgroup_barrier(mem_flags::mem_threadgroup);
          if (i < count) out[i] = 2 * shared[63 - i];
        }
        """;
    Map<String, String> validated =
        Map.of("MTL_SHADER_VALIDATION", "1", "MTL_SHADER_VALIDATION_REPORT_TO_STDERR", "1");

    for (Map<String, String> environment : List.of(Map.<String, String>of(), validated)) {
      Ended ended = use(kernel, 32, environment);
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output())
          .contains(
              "binding shared, index 0, type 1, access 1, 4 bytes", "after 62.0, there, no error");
    }
  }

  private static Ended use(String kernel, int count, Map<String, String> more) throws Exception {
    Map<String, String> environment = MetalStandIn.environment();
    environment.putAll(more);
    return run(environment, StandInUse.class, kernel, Integer.toString(count));
  }

  private static Ended run(Map<String, String> environment, Class<?> main, String... arguments)
      throws Exception {
    Path errors = Files.createTempFile("standin", "errors");
    try {
      Process process =
          builder(environment, main, arguments).redirectError(errors.toFile()).start();
      List<String> output;
      try (BufferedReader reader = process.inputReader()) {
        output = reader.lines().toList();
      }
      return new Ended(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  private static ProcessBuilder builder(
      Map<String, String> environment, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // JDK 24 and later warn of native access that nobody allowed, and the output is compared.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:CompileThresholdScaling=4");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-Djna.library.path=" + MetalStandIn.directory());
    command.addAll(List.of("-cp", CLASS_PATH, main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }
}
