package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.metal.LoadedCode;
import io.github.kernelconformance.device.metal.MetalCode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeKernels;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.toolchain.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks the GPU the probes, on the road that the kernels under test will take. */
public final class MetalProber {

  private MetalProber() {}

  /**
   * Whether it is worth a process to look for Metal: on macOS, or where the search path of native
   * libraries has been set.
   */
  public static boolean worthwhile() {
    return Platform.isMac() || System.getProperty("jna.library.path") != null;
  }

  /**
   * Tries the device of this machine. The wrong store is asked if shader validation is on, and
   * never without it. A device that does not give the known answer is asked nothing more.
   */
  public static MetalTrial run(MetalSettings settings, WorkerSettings workers) {
    return run(settings, workers, Patience.DEFAULT);
  }

  static MetalTrial run(MetalSettings settings, WorkerSettings workers, Patience patience) {
    if (!worthwhile()) {
      return new MetalTrial(
          Optional.empty(),
          List.of(),
          Optional.of("there is no Metal on " + System.getProperty("os.name")));
    }
    List<Probe> probes =
        Arrays.stream(Probe.values())
            .filter(it -> it != Probe.WRONG_STORE || settings.shaderValidation())
            .toList();
    List<MetalCode> code = probes.stream().map(ProbeKernels::source).toList();
    try (MetalWorker worker = MetalWorker.probing(code, settings, workers.timeout(), patience)) {
      List<ProbeResult> results = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        ProbeResult result =
            ask(worker, probes.get(i), worker.ready().code().get(i), settings.options());
        results.add(result);
        if (result.probe() == Probe.KNOWN_ANSWER && !result.right()) {
          break; // each further question might take as long as this one, for nothing
        }
      }
      return new MetalTrial(Optional.of(worker.ready().facts()), results, Optional.empty());
    } catch (DeviceException e) {
      return new MetalTrial(Optional.empty(), List.of(), Optional.of(e.getMessage()));
    }
  }

  private static ProbeResult ask(
      MetalWorker worker, Probe probe, LoadedCode code, MetalOptions options) {
    if (code.outcome() != LoadedCode.Outcome.LOADED) {
      return unanswered(probe, code.messages());
    }
    try {
      return ProbeKernels.judge(
          probe,
          worker.run(ProbeKernels.launch(probe)),
          worker.pipeline(probe.kernel()),
          options.mathMode());
    } catch (KernelCrashException | KernelTimeoutException | DeviceException e) {
      return unanswered(probe, e.getMessage());
    }
  }

  private static ProbeResult unanswered(Probe probe, String messages) {
    String first = messages.lines().findFirst().orElse("");
    return new ProbeResult(probe, false, "no answer to %s: %s".formatted(probe.id(), first));
  }
}
