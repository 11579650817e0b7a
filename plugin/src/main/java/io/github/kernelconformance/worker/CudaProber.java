package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelCrashException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.device.cuda.CudaCode;
import io.github.kernelconformance.device.cuda.CudaLoaded;
import io.github.kernelconformance.device.cuda.CudaSearch;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalCode;
import io.github.kernelconformance.device.metal.PipelineFacts;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeKernels;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.msl.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a card the probes, on the road that the kernels under test will take. */
public final class CudaProber {

  private CudaProber() {}

  /** Whether it is worth a process to look for a card: if there is a driver's library. */
  public static boolean worthwhile(CudaSettings settings) {
    return !CudaSearch.of(settings.home()).drivers().isEmpty();
  }

  /**
   * Tries the first card of this machine. A card that does not give the known answer is asked
   * nothing more.
   *
   * @param reserve where the process comes from and goes to
   */
  public static CudaTrial run(
      CudaSettings settings, WorkerSettings workers, WorkerReserve reserve) {
    List<Probe> probes =
        Arrays.stream(Probe.values()).filter(it -> it != Probe.WRONG_STORE).toList();
    CudaTexts texts = new CudaTexts(settings.cache(), List.of());
    List<CudaCode> code = new ArrayList<>();
    for (Probe probe : probes) {
      MetalCode.Source source = (MetalCode.Source) ProbeKernels.source(probe);
      Program program = Program.of(source.name(), source.text());
      code.addAll(texts.of(List.of(program), Set.of(probe.kernel())));
    }
    CudaSettings plain = new CudaSettings(settings.home(), settings.cache(), List.of());
    try (CudaWorker worker =
        new CudaWorker(
            plain,
            new WorkerSettings(1, workers.timeout(), workers.memory()),
            Patience.DEFAULT,
            code,
            Map.of(),
            List.of(),
            reserve)) {
      List<ProbeResult> results = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        ProbeResult result = ask(worker, probes.get(i), worker.ready().code().get(i));
        results.add(result);
        if (result.probe() == Probe.KNOWN_ANSWER && !result.right()) {
          break;
        }
      }
      return new CudaTrial(Optional.of(worker.ready().facts()), results, Optional.empty());
    } catch (DeviceException e) {
      return new CudaTrial(Optional.empty(), List.of(), Optional.of(e.getMessage()));
    }
  }

  private static ProbeResult ask(CudaWorker worker, Probe probe, CudaLoaded code) {
    if (code.outcome() != CudaLoaded.Outcome.COMPILED) {
      return unanswered(probe, code.messages());
    }
    try {
      return ProbeKernels.judge(
          probe,
          worker.run(ProbeKernels.launch(probe)),
          Optional.of(new PipelineFacts(probe.kernel(), 0, worker.ready().facts().warp(), 0)),
          MathMode.SAFE);
    } catch (KernelCrashException | KernelTimeoutException | DeviceException e) {
      return unanswered(probe, e.getMessage());
    }
  }

  private static ProbeResult unanswered(Probe probe, String messages) {
    String first = messages.lines().findFirst().orElse("");
    return new ProbeResult(probe, false, "no answer to %s: %s".formatted(probe.id(), first));
  }
}
