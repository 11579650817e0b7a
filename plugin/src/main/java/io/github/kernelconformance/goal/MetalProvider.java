package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalFacts;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.MetalTools;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MetalDevice;
import io.github.kernelconformance.worker.MetalProber;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.MetalTrial;
import io.github.kernelconformance.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The GPU of a Mac, through Metal. */
final class MetalProvider implements DeviceProvider {

  /** Apple's compilers look at these, and at all that begin with {@code MTL_} or {@code METAL_}. */
  private static final Set<String> VARIABLES =
      Set.of("PATH", "DEVELOPER_DIR", "SDKROOT", "CPATH", "CPLUS_INCLUDE_PATH");

  private final MetalSettings settings;
  private final WorkerSettings workers;

  MetalProvider(MetalSettings settings, WorkerSettings workers) {
    this.settings = settings;
    this.workers = workers;
  }

  @Override
  public String name() {
    return "metal";
  }

  @Override
  public String title() {
    return "Metal";
  }

  @Override
  public boolean isAskedByAuto() {
    return MetalProber.worthwhile();
  }

  @Override
  public boolean loadsMetallib() {
    return true;
  }

  @Override
  public Offer ask() throws DeviceException {
    MetalTrial trial = MetalProber.run(settings, workers);
    requireMathMode(trial);
    if (!trial.usable()) {
      return Offer.none(trial.reasons());
    }
    requireReports(trial);
    return new Offer(List.of(), contraction(trial), (clang, metallib) -> make(trial, metallib));
  }

  @Override
  public String advice() {
    return "Metal needs macOS 14 or newer and a GPU; in some virtual machines it has none.";
  }

  private Made make(MetalTrial trial, Optional<Path> metallib) {
    MetalDevice gpu = new MetalDevice(settings, workers, trial);
    return Made.of(metallib.map(gpu::loading).orElse(gpu));
  }

  /** Before macOS 15 Metal has one switch, safe or fast; nothing stands for what lies between. */
  private void requireMathMode(MetalTrial trial) {
    boolean relaxed = settings.options().mathMode() == MathMode.RELAXED;
    if (relaxed && trial.facts().filter(it -> !it.mathModes()).isPresent()) {
      throw new ConfigurationException(
          "mathMode",
          "relaxed",
          "relaxed needs MTLMathMode, which macOS has since version 15; this is "
              + trial.facts().get().system(),
          "safe, fast",
          List.of());
    }
  }

  /** A build with safe math has to know if the GPU rounds otherwise. */
  private static List<String> contraction(MetalTrial trial) {
    return trial
        .answer(Probe.CONTRACTION)
        .filter(it -> !it.right())
        .map(
            it ->
                ("Metal's run-time compiler does not follow the parameter mathMode: %s."
                        + " The bits may differ from those of the same kernels in a .metallib.")
                    .formatted(it.words()))
        .stream()
        .toList();
  }

  /** A build that says that it validates is to validate. */
  private static void requireReports(MetalTrial trial) throws DeviceException {
    Optional<ProbeResult> answer = trial.answer(Probe.WRONG_STORE).filter(it -> !it.right());
    if (answer.isPresent()) {
      throw new DeviceException(
          ("Shader validation is on, but it does not work on this device: %s. Set the parameter"
                  + " shaderValidation to false.")
              .formatted(answer.get().words()));
    }
  }

  @Override
  public Examination examine(Optional<Clang> clang) {
    List<String> lines = new ArrayList<>();
    MetalTrial trial = MetalProber.run(settings.withValidation(false), workers);
    if (trial.facts().isEmpty()) {
      lines.add("metal device: no, " + String.join("; ", trial.reasons()));
    } else {
      lines.add(
          "metal device: %s, %s"
              .formatted(trial.usable() ? "yes" : "not usable", describe(trial.facts().get())));
      trial.probes().forEach(it -> lines.add(answer(it)));
      MetalTrial validated = MetalProber.run(settings.withValidation(true), workers);
      lines.add(
          validated
              .answer(Probe.WRONG_STORE)
              .map(MetalProvider::answer)
              .orElseGet(
                  () -> "  shader validation: no, " + String.join("; ", validated.reasons())));
    }
    lines.add(tools());
    return new Examination(trial.facts().isPresent() && trial.usable(), lines);
  }

  private static String tools() {
    try {
      MetalTools tools = MetalTools.probe(System.getenv());
      if (tools instanceof MetalTools.Ready ready) {
        return "metal compiler: " + ready.version();
      }
      return tools instanceof MetalTools.Missing missing
          ? "metal compiler: none, %s. %s".formatted(missing.reason(), missing.remedy())
          : "metal compiler: none, the PATH has no xcrun";
    } catch (ToolchainException e) {
      return "metal compiler: none. " + e.getMessage();
    }
  }

  private static String answer(ProbeResult result) {
    return "  %s: %s%s"
        .formatted(result.probe().id(), result.right() ? "" : "WRONG, ", result.words());
  }

  private static String describe(MetalFacts facts) {
    return ("%s%s, %s, families %s, %d bytes of threadgroup memory, %d threads per threadgroup,"
            + " %s memory")
        .formatted(
            facts.name(),
            facts.architecture().map(it -> " (" + it + ")").orElse(""),
            facts.system(),
            facts.families().isEmpty() ? "unknown" : String.join(" ", facts.families()),
            facts.maxThreadgroupMemory(),
            facts.maxThreadsPerThreadgroup(),
            facts.unifiedMemory() ? "unified" : "separate");
  }

  @Override
  public boolean reads(String variable) {
    return VARIABLES.contains(variable) || variable.matches("(MTL|METAL)_.*");
  }

  @Override
  public List<String> identity(Map<String, String> environment) throws IOException {
    return MetalTools.identity(environment);
  }
}
