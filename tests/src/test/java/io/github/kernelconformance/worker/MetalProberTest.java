package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.host.FusedMultiplyAdd;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalFacts;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.MetalStandIn;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a device is of use, and what it answers, told by a device that goes wrong to order. */
@ExtendWith(MetalSearchPath.class)
class MetalProberTest {

  private static final WorkerSettings WORKERS = WorkerSettings.of("60", "1");

  @Test
  void aDeviceThatAnswersRightlyIsOfUse() {
    MetalTrial trial = run();

    assertThat(trial.reasons()).isEmpty();
    assertThat(trial.facts().map(MetalFacts::name)).contains("Apple Stand-in");
    assertThat(trial.facts().orElseThrow().families()).contains("Apple5", "Apple9", "Metal3");
    assertThat(trial.facts().orElseThrow().maxThreadsPerThreadgroup()).isEqualTo(1024);
    assertThat(trial.probes()).allMatch(ProbeResult::right);
    assertThat(trial.answer(Probe.SUBNORMALS).orElseThrow().words())
        .isEqualTo("loads and stores: kept; arithmetic keeps them");
    assertThat(trial.answer(Probe.CONTRACTION).orElseThrow().words())
        .isEqualTo("a*b+c is rounded twice");
    assertThat(trial.answer(Probe.WRONG_STORE)).isEmpty();
  }

  /**
   * Where nothing forbids it the compiler fuses, and no other mode than the safe one forbids it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SAFE    |              | true  | a*b+c is rounded twice",
        "RELAXED |              | true  | a*b+c is fused",
        "FAST    |              | true  | a*b+c is fused",
        "SAFE    | always-fuses | false | a*b+c is fused although mathMode is safe",
        "FAST    | always-fuses | true  | a*b+c is fused",
      })
  void contractionIsTold(MathMode mode, String fault, boolean right, String words) {
    if (words.contains("fused")) {
      FusedMultiplyAdd.assume();
    }
    MetalSettings settings =
        new MetalSettings(
            new MetalOptions(310, mode),
            false,
            MetalStandIn.environment(fault == null ? "" : fault));
    MetalTrial trial = MetalProber.run(settings, WORKERS);

    assertThat(trial.usable()).isTrue();
    assertThat(trial.answer(Probe.CONTRACTION))
        .contains(new ProbeResult(Probe.CONTRACTION, right, words));
  }

  /** Apple's numbers of families, and what came with which system. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "macos=14                 | Apple9 Mac2 Metal3          | applegpu_standin | false",
        "macos=15                 | Apple9 Mac2 Metal3          | applegpu_standin | true",
        "macos=26,apple-family=10 | Apple9 Apple10 Mac2 Metal3 Metal4 | applegpu_standin | true",
        "without=architecture     | Apple9 Mac2 Metal3          |                  | true",
      })
  void whatTheDeviceIs(String system, String families, String architecture, boolean modes) {
    MetalTrial trial = run(system);

    assertThat(trial.reasons()).isEmpty();
    MetalFacts facts = trial.facts().orElseThrow();
    assertThat(String.join(" ", facts.families())).endsWith("Apple8 " + families);
    assertThat(facts.architecture()).isEqualTo(Optional.ofNullable(architecture));
    assertThat(facts.mathModes()).isEqualTo(modes);
  }

  @Test
  void shaderValidationIsProvedByAWrongStore() {
    MetalTrial trial = MetalProber.run(MetalKernels.settings().withValidation(true), WORKERS);

    assertThat(trial.usable()).isTrue();
    assertThat(trial.answer(Probe.WRONG_STORE)).map(ProbeResult::right).contains(true);
  }

  @Test
  void shaderValidationThatReportsNothingIsTold() {
    MetalTrial trial =
        MetalProber.run(MetalKernels.settings("no-validation").withValidation(true), WORKERS);

    assertThat(trial.answer(Probe.WRONG_STORE).orElseThrow().right()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-default-device",
        "without=setMathMode:",
        "without=bindings",
        "without=supportsFamily:",
        "compile-warning"
      })
  void whatNotEveryMacHasIsDoneWithout(String fault) {
    assertThat(run(fault).reasons()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-device         | Metal is here, but it has no device",
        "nil-queue         | Metal did not make a command queue",
        "compile-error     | no answer to known-answer: program_source:1:1: error: ordered",
        "nil-library       | no answer to known-answer: Metal did not make a library"
            + " and gave no reason",
        "nil-function      | no answer to known-answer: the device does not find the"
            + " function probe_known_",
        "nil-pipeline      | no answer to known-answer: the device cannot make a pipeline of probe_kno",
        "nil-buffer        | no answer to known-answer: Metal has no memory for the buffer x of 3",
        "nil-command-buffer| no answer to known-answer: Metal did not make a command buffer",
        "command-error=2   | no answer to known-answer: probe_known_answer: the GPU took longer",
        "execution-width=64| no answer to known-answer: probe_known_answer has SIMD groups of 64 la",
        "paravirtual-zeros | computes wrongly: element 0 of a known answer is 0x00000000 instead",
        "without=commit    | it said: Metal stand-in:",
      })
  void aDeviceThatDoesNotAnswerIsOfNoUse(String fault, String reason) {
    MetalTrial trial = run(fault);

    assertThat(trial.usable()).isFalse();
    assertThat(String.join("\n", trial.reasons())).contains(reason);
  }

  @Test
  void aDeviceWithoutBfloatIsOfUseForTheRest() {
    MetalTrial trial = run("paravirtual");

    assertThat(trial.usable()).isTrue();
    assertThat(trial.facts().orElseThrow().families()).containsExactly("Apple5");
    assertThat(trial.answer(Probe.BFLOAT).orElseThrow().words())
        .startsWith(
            "no answer to bfloat: the device cannot make a pipeline of probe_bfloat: Compiler");
    assertThat(trial.probes().stream().filter(it -> !it.right()).collect(Collectors.toList()))
        .hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSystemWithoutTheFrameworksIsToldInWords(@TempDir Path empty) {
    String path = System.setProperty("jna.library.path", empty.toString());
    try {
      assertThat(run().reasons())
          .singleElement()
          .asString()
          .startsWith("there is no Metal on this system (Linux");
      System.clearProperty("jna.library.path");
      assertThat(run().reasons()).containsExactly("there is no Metal on Linux");
    } finally {
      System.setProperty("jna.library.path", path);
    }
  }

  private static MetalTrial run(String... faults) {
    return MetalProber.run(MetalKernels.settings(faults), WORKERS);
  }
}
