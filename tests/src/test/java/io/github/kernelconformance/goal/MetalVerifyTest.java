package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conforming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.host.FusedMultiplyAdd;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.MetalStandIn;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The goals on a machine with a GPU, which is the stand-in. */
@ExtendWith(MetalSearchPath.class)
class MetalVerifyTest {

  private static final WorkerSettings WORKERS = WorkerSettings.of("60", "1");
  private static final String CLANG = TestToolchain.clang().executable().toString();

  @TempDir private Path project;

  private Outcome verify(Selection axes, String device, boolean validated, String... faults)
      throws Exception {
    MetalRequest metal = new MetalRequest("safe", validated, MetalStandIn.environment(faults));
    return Projects.verify(
        Projects.request(conforming(project), axes, Map.of(), device, CLANG, metal));
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(Projects.output(project).resolve("report.json").toFile());
  }

  @Test
  void theDeviceThatIsChosenByItselfIsMetal() throws Exception {
    Outcome outcome = verify(axes().build(), "auto", false);

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines())
        .anyMatch(line -> line.contains(" on metal (Apple Stand-in, Linux"))
        .noneMatch(line -> line.contains("A pass on host"));
    assertThat(report().at("/device").asText()).isEqualTo("metal");
    JsonNode settings = report().at("/settings");
    assertThat(settings.at("/metal.device").asText()).isEqualTo("Apple Stand-in");
    assertThat(settings.at("/metal.mathMode").asText()).isEqualTo("safe");
    assertThat(settings.at("/metal.languageVersion").asText()).isEqualTo("3.1");
    assertThat(settings.at("/metal.shaderValidation").asText()).isEqualTo("off");
    assertThat(settings.at("/metal.architecture").asText()).isEqualTo("applegpu_standin");
    assertThat(settings.at("/metal.probe.contraction").asText())
        .isEqualTo("a*b+c is rounded twice");
    assertThat(settings.at("/metal.probe.known-answer").asText()).isEqualTo("right");
    assertThat(settings.has("checks")).isFalse();
    assertThat(report().at("/summary/failed").asInt()).isZero();
    assertThat(report().at("/summary/passed").asInt()).isPositive();
  }

  /** A {@code .metallib} cannot be given a mistake, so the text is compiled with it. */
  @Test
  void aRunProvesItselfOnTheGpuAlsoWhereItLoadsALibrary() throws Exception {
    MetalRequest metal = new MetalRequest("safe", false, MetalStandIn.environment());
    MetallibSettings tools =
        new MetallibSettings("project.metallib", List.of(), MetalStandIn.toolEnvironment());
    Selection few = axes().n("5").k("288").build();

    Outcome outcome =
        Projects.verify(
            Projects.withSelfCheck(
                Projects.request(
                    conforming(project), few, Map.of(), "metal", CLANG, metal, tools)));

    assertThat(outcome.failure()).isEmpty();
    assertThat(report().at("/settings/selfCheck").asText()).isEqualTo("1 of 1 mistake seen");
    assertThat(outcome.lines())
        .anyMatch(it -> it.startsWith("The self-check compiles the kernels' text with Metal's"));
  }

  @Test
  void aDeviceThatAnswersWronglyIsLeftForTheHost() throws Exception {
    Outcome outcome = verify(axes().n("1").k("32").build(), "auto", false, "paravirtual-zeros");

    assertThat(outcome.lines().get(0))
        .startsWith("device=auto takes the host: Apple Paravirtual device: computes wrongly");
    assertThat(report().at("/device").asText()).isEqualTo("host");
  }

  @Test
  void aDeviceThatAnswersWronglyIsNoMetal() {
    assertThatThrownBy(() -> verify(axes().build(), "metal", false, "paravirtual-zeros"))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("device=metal needs a usable Metal device, and there is none:")
        .hasMessageContaining("computes wrongly")
        .hasMessageContaining("kernel-conformance:doctor");
  }

  @Test
  void cellsThatTheDeviceCannotRunAreSkippedAndTold() throws Exception {
    Selection axes = axes().dtypes("float32,bfloat16").n("1..2").k("32").build();
    Outcome outcome = verify(axes, "metal", false, "paravirtual");

    assertThat(outcome.failure()).isEmpty();
    assertThat(report().at("/summary/skipped").asInt()).isPositive();
    assertThat(outcome.lines())
        .anyMatch(line -> line.contains("Apple Paravirtual device cannot run bfloat16: no answer"));
  }

  @Test
  void aMatrixOfNothingButWhatItCannotRunIsAnError() {
    Selection axes = axes().dtypes("bfloat16").n("1").k("32").build();
    assertThatThrownBy(() -> verify(axes, "metal", false, "paravirtual"))
        .isInstanceOf(NothingRanException.class)
        .hasMessageContaining("Device: Apple Paravirtual device cannot run bfloat16: no answer");
  }

  @Test
  void aFaultCostsItsOwnCells() throws Exception {
    String kernel = "mxfp4_qmv_float_gs_32_b_4_batch_0";
    Outcome outcome =
        verify(axes().n("1,8").k("512").build(), "metal", false, "command-error=3@" + kernel);

    assertThat(outcome.failure()).isPresent();
    report()
        .at("/cells")
        .forEach(
            cell ->
                assertThat(cell.at("/status").asText())
                    .isIn(
                        cell.at("/at/variant").asText().equals("qmv")
                            ? List.of("memory-error")
                            : List.of("pass", "skipped")));
  }

  @Test
  void aGpuThatGetsStuckEndsTheBuildAndLeavesWhatRanBefore() throws Exception {
    String fault = "wedge=4@mxfp4_qmv_float_gs_32_b_4_batch_0";

    assertThatThrownBy(() -> verify(axes().build(), "metal", false, fault))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("The GPU has failed. After this: ")
        .hasMessageContaining("no longer gives a known answer: the GPU hung")
        .hasMessageContaining("The device failed before all cells had run: ");
    assertThat(report().at("/settings/device.failure").asText()).startsWith("The GPU has failed.");
    assertThat(report().at("/summary/passed").asInt()).isPositive();
    assertThat(report().at("/summary/failed").asInt()).isZero();
    assertThat(report().at("/cells"))
        .filteredOn(cell -> cell.at("/status").asText().equals("skipped"))
        .isNotEmpty()
        .allSatisfy(
            cell ->
                assertThat(cell.at("/message").asText())
                    .isEqualTo("the device failed before this cell ran"));
  }

  @Test
  void contractionThatCannotBeStoppedIsTold() throws Exception {
    FusedMultiplyAdd.assume();
    Outcome outcome = verify(axes().n("1").k("32").build(), "metal", false, "always-fuses");

    assertThat(outcome.lines())
        .contains(
            "Metal's run-time compiler does not follow the parameter mathMode: a*b+c is"
                + " fused although mathMode is safe. The bits may differ from those of the same"
                + " kernels in a .metallib.");
    assertThat(report().at("/settings/metal.probe.contraction").asText()).contains("is fused");
  }

  @Test
  void theHostIsRefusedOnAMacAtOnce() throws Exception {
    Request host = Projects.request(project, axes().build(), Map.of(), "host", "/no/clang");

    assertThatThrownBy(() -> Devices.of(host, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'device': the host device does not run on macOS yet. Use metal or auto to run"
                + " the kernels on the GPU of this Mac, or run this build on Linux, where host needs"
                + " no GPU. Allowed: auto, metal.");
    assertThat(Devices.of(host, false).decide(0).provider().name()).isEqualTo("host");
  }

  @Test
  void aMacWithoutAUsableGpuHasNoDevice() {
    MetalRequest metal = new MetalRequest("safe", false, MetalStandIn.environment("no-device"));
    Request auto = Projects.request(project, axes().build(), Map.of(), "auto", CLANG, metal);

    assertThatThrownBy(() -> Devices.of(auto, true).decide(0))
        .isInstanceOf(NoUsableDeviceException.class)
        .hasMessageStartingWith("There is no usable device: Metal is here, but it has no device")
        .hasMessageContaining("The host device does not run on macOS yet.");
  }

  @Test
  void relaxedMathIsRefusedWhereTheSystemHasNone() {
    MetalRequest relaxed = new MetalRequest("relaxed", false, MetalStandIn.environment("macos=14"));
    Selection few = axes().n("1").k("32").build();

    assertThatThrownBy(
            () ->
                Projects.verify(
                    Projects.request(conforming(project), few, Map.of(), "metal", CLANG, relaxed)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'mathMode': relaxed needs MTLMathMode, which macOS has since"
                + " version 15; this is ")
        .hasMessageEndingWith(". Allowed: safe, fast.");
  }

  @Test
  void validationIsShownInTheReport() throws Exception {
    verify(axes().n("1").k("32").build(), "metal", true);

    assertThat(report().at("/settings/metal.shaderValidation").asText()).isEqualTo("on");
    assertThat(report().at("/settings/metal.probe.wrong-store").asText()).isEqualTo("reported");
    assertThat(report().at("/description").asText()).endsWith(", shader validation");
  }

  @Test
  void validationThatReportsNothingIsAnError() {
    assertThatThrownBy(() -> verify(axes().build(), "metal", true, "no-validation"))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("a deliberate store outside of a buffer is not reported")
        .hasMessageContaining("shaderValidation");
  }

  @Test
  void theDoctorTellsOfTheDeviceAndWhatItAnswers() {
    assertThat(doctor())
        .anyMatch(line -> line.startsWith("metal device: yes, Apple Stand-in (applegpu_standin), "))
        .contains(
            "  known-answer: right",
            "  simd-width: 32 lanes",
            "  contraction: a*b+c is rounded twice",
            "  wrong-store: reported",
            "device=auto takes metal");
    assertThat(doctor("no-device"))
        .anyMatch(line -> line.startsWith("metal device: no, Metal is here, but it has no device"))
        .contains("device=auto takes host");
    assertThat(doctor("paravirtual-zeros"))
        .anyMatch(
            line ->
                line.startsWith(
                    "metal device: not usable, Apple Paravirtual device (applegpu_standin), "))
        .anyMatch(line -> line.startsWith("  known-answer: WRONG, computes wrongly: element 0"))
        .contains("device=auto takes host");
  }

  @Test
  void theDoctorTellsWhatThereIsNot() {
    List<String> lines =
        Doctor.run(
            "/no/clang",
            (group, artifact, version, classifier) -> {
              throw new AssertionError("the compiler was given");
            });

    assertThat(lines)
        .anyMatch(line -> line.startsWith("clang: none. Parameter 'clang': /no/clang is not an"))
        .contains("device=auto takes none, because sources cannot be preprocessed without clang");
  }

  private static List<String> doctor(String... faults) {
    return Doctor.run(
        CLANG,
        (group, artifact, version, classifier) -> {
          throw new AssertionError("the compiler was given");
        },
        List.of(
            new MetalProvider(
                new MetalSettings(
                    new MetalOptions(310, MathMode.SAFE), false, MetalStandIn.environment(faults)),
                WORKERS),
            new HostProvider("none", WORKERS, Path.of(""), false)));
  }
}
