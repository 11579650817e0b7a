package io.github.kernelconformance.worker;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.cuda.CudaCode;
import io.github.kernelconformance.device.cuda.CudaFacts;
import io.github.kernelconformance.device.cuda.CudaLoaded;
import io.github.kernelconformance.device.cuda.CudaTool;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.toolchain.Excerpt;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An NVIDIA card of this machine, with its kernels in processes of their own. */
public final class CudaDevice implements Device {

  /** In parameters, in reports and to workers. */
  static final String NAME = "cuda";

  private final CudaSettings settings;
  private final WorkerSettings workers;
  private final CudaTrial trial;
  private final WorkerReserve reserve;

  /**
   * @param trial a usable card's, with these settings
   * @param reserve where the processes of libraries come from and go to
   */
  public CudaDevice(
      CudaSettings settings, WorkerSettings workers, CudaTrial trial, WorkerReserve reserve) {
    if (!trial.usable()) {
      throw new IllegalArgumentException(String.join("; ", trial.reasons()));
    }
    this.settings = settings;
    this.workers = workers;
    this.trial = trial;
    this.reserve = reserve;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    CudaFacts facts = trial.facts().orElseThrow();
    return "%s, %s, driver %s, NVRTC %s%s"
        .formatted(
            facts.name(),
            facts.architecture(),
            facts.driver().isEmpty()
                ? "of CUDA " + CudaFacts.version(facts.cuda())
                : facts.driver(),
            CudaFacts.version(facts.nvrtc()),
            settings.tools().isEmpty() ? "" : ", compute-sanitizer " + tools());
  }

  /** How many processes the libraries of such a device have at once. */
  public static int processes(WorkerSettings workers) {
    return CudaWorker.processes(workers);
  }

  private String tools() {
    return settings.tools().stream().map(CudaTool::id).collect(Collectors.joining(","));
  }

  @Override
  public Map<String, String> settings() {
    CudaFacts facts = trial.facts().orElseThrow();
    Map<String, String> all = new TreeMap<>();
    all.put("cuda.device", facts.name());
    all.put("cuda.architecture", facts.architecture());
    all.put("cuda.driver", facts.driver());
    all.put("cuda.driverApi", CudaFacts.version(facts.cuda()));
    all.put("cuda.nvrtc", CudaFacts.version(facts.nvrtc()));
    all.put("cuda.computeSanitizer", settings.tools().isEmpty() ? "none" : tools());
    trial.probes().forEach(it -> all.put("cuda.probe." + it.probe().id(), it.words()));
    return all;
  }

  @Override
  public AccuracyTable accuracies() {
    return AccuracyTable.CUDA;
  }

  @Override
  public Library load(List<Program> programs, Set<String> kernels)
      throws CompilationException, DeviceException {
    List<CudaCode> code = new CudaTexts(settings.cache(), List.of()).of(programs, kernels);
    Map<CudaTool, List<CudaCode>> watched = new EnumMap<>(CudaTool.class);
    for (CudaTool tool : settings.tools()) {
      CudaTexts texts = new CudaTexts(settings.cache(), List.of(tool.option()));
      watched.put(tool, texts.of(programs, kernels));
    }
    CudaWorker worker =
        new CudaWorker(settings, workers, Patience.DEFAULT, code, watched, programs, reserve);
    for (CudaLoaded loaded : worker.ready().code()) {
      if (loaded.outcome() != CudaLoaded.Outcome.COMPILED) {
        worker.close();
        throw failure(loaded);
      }
    }
    return worker;
  }

  private static CompilationException failure(CudaLoaded code) throws DeviceException {
    if (code.outcome() == CudaLoaded.Outcome.FAILED) {
      throw new DeviceException("%s: %s".formatted(code.name(), Excerpt.of(code.messages())));
    }
    return new CompilationException(
        "NVRTC does not compile %s:%n%s".formatted(code.name(), Excerpt.of(code.messages())));
  }
}
