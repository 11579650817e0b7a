package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.MutantBuild;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Platform;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MetalDevice;
import io.github.kernelconformance.worker.MetalProber;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.MetalTrial;
import io.github.kernelconformance.worker.MutantDevice;
import io.github.kernelconformance.worker.WorkerDevice;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses the device that a request asks for. */
final class Devices {

  private static final List<String> ALLOWED = List.of("auto", "host", "metal");

  private static final String ADVICE =
      "Metal needs macOS 14 or newer and a GPU; in some virtual machines it has none. To"
          + " see what this machine can do, run 'mvn kernel-conformance:doctor'.";

  private final Request request;
  private final WorkerSettings workers;
  private final Set<Check> checks;
  private final MetalSettings metal;
  private final boolean mac;

  private Devices(
      Request request,
      WorkerSettings workers,
      Set<Check> checks,
      MetalSettings metal,
      boolean mac) {
    this.request = request;
    this.workers = workers;
    this.checks = checks;
    this.metal = metal;
    this.mac = mac;
  }

  /**
   * A device, and why it was taken.
   *
   * @param coverage the same, but telling which blocks of a kernel ran; empty where it cannot
   * @param mutants the same for programs with mutants; empty where it cannot choose one
   * @param settings what decides its results, for the report
   * @param notes for the console, a sentence each
   */
  record Choice(
      Device device,
      Optional<Device> coverage,
      Optional<MutantDevice> mutants,
      Map<String, String> settings,
      List<String> notes) {}

  /**
   * Reads the parameters.
   *
   * @throws ConfigurationException if one is not what it can be
   */
  static Devices of(Request request) {
    return of(request, Platform.isMac());
  }

  /**
   * Reads the parameters, for macOS or another system.
   *
   * @param mac macOS has Metal, and no host device yet
   */
  static Devices of(Request request, boolean mac) {
    if (!ALLOWED.contains(request.device())) {
      throw ConfigurationException.unknown("device", "device", request.device(), ALLOWED);
    }
    if (mac && request.device().equals("host")) {
      throw new ConfigurationException(
          "device",
          "host",
          "the host device does not run on macOS yet. Use metal or auto to run the kernels on the"
              + " GPU of this Mac, or run this build on Linux, where host needs no GPU",
          "auto, metal",
          List.of());
    }
    return new Devices(
        request,
        WorkerSettings.of(request.timeout(), request.forks()),
        Check.parse(request.checks()),
        new MetalSettings(
            new MetalOptions(
                PreprocessorSettings.DEFAULT_METAL_VERSION,
                MathMode.parse(request.metal().mathMode())),
            request.metal().shaderValidation(),
            request.metal().environment()),
        mac);
  }

  /** How many launches the device carries out at once. */
  int forks() {
    return workers.forks();
  }

  /**
   * What is to be taken.
   *
   * @param metal what the GPU answered; empty where the host is taken
   * @param notes why, for the console
   */
  record Decision(Optional<MetalTrial> metal, List<String> notes) {}

  /**
   * Decides, which needs no compiler. With {@code auto} it is Metal where a device of it answers
   * the probes rightly, else the host.
   *
   * @throws NoUsableDeviceException if the device that the build asks for is not usable
   * @throws DeviceException if the device cannot do what the build asks of it
   */
  Decision decide() throws NoUsableDeviceException, DeviceException {
    boolean auto = request.device().equals("auto");
    if (request.device().equals("host") || auto && !MetalProber.worthwhile()) {
      return new Decision(Optional.empty(), List.of());
    }
    MetalTrial trial = MetalProber.run(metal, workers);
    requireMathMode(trial);
    if (trial.usable()) {
      requireReports(trial);
      return new Decision(Optional.of(trial), contraction(trial));
    }
    String reasons = String.join("; ", trial.reasons());
    if (!auto) {
      throw new NoUsableDeviceException(
          "device=metal needs a usable Metal device, and there is none: %s. %s"
              .formatted(reasons, ADVICE));
    }
    if (mac) {
      throw new NoUsableDeviceException(
          "There is no usable device: %s. The host device does not run on macOS yet. %s"
              .formatted(reasons, ADVICE));
    }
    return new Decision(
        Optional.empty(), List.of("device=auto takes the host: %s.".formatted(reasons)));
  }

  /** Before macOS 15 Metal has one switch, safe or fast; nothing stands for what lies between. */
  private void requireMathMode(MetalTrial trial) {
    boolean relaxed = metal.options().mathMode() == MathMode.RELAXED;
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
  private void requireReports(MetalTrial trial) throws DeviceException {
    Optional<ProbeResult> answer = trial.answer(Probe.WRONG_STORE).filter(it -> !it.right());
    if (answer.isPresent()) {
      throw new DeviceException(
          ("Shader validation is on, but it does not work on this device: %s. Set the parameter"
                  + " shaderValidation to false.")
              .formatted(answer.get().words()));
    }
  }

  /**
   * Makes the device.
   *
   * @param metallib what Metal is to load; empty where it is to compile the programs' text
   */
  Choice choose(Decision decision, Clang clang, Optional<Path> metallib) throws ToolchainException {
    if (decision.metal().isEmpty()) {
      return host(clang, decision.notes());
    }
    MetalDevice gpu = new MetalDevice(metal, workers, decision.metal().get());
    Device device = metallib.map(gpu::loading).orElse(gpu);
    return new Choice(
        device, Optional.empty(), Optional.empty(), device.settings(), decision.notes());
  }

  private Choice host(Clang clang, List<String> notes) throws ToolchainException {
    NativeSources natives = NativeSources.unpack(CacheDirectory.current());
    Path output = request.outputDirectory().resolve("host");
    int processors = Runtime.getRuntime().availableProcessors();
    Symbolizer symbolizer = new Symbolizer(clang, natives);
    HostBuild build = new HostBuild(clang, natives, output, processors, checks);
    HostBuild counting = HostBuild.withCoverage(clang, natives, output, processors);
    return new Choice(
        new WorkerDevice(build, symbolizer, workers),
        Optional.of(new WorkerDevice(counting, symbolizer, workers)),
        Optional.of(
            new MutantDevice(
                new MutantBuild(clang, natives, output, processors, checks), symbolizer, workers)),
        Map.of("checks", request.checks()),
        notes);
  }
}
