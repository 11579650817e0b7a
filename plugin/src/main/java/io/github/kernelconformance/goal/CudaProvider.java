package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.cuda.CudaFacts;
import io.github.kernelconformance.device.cuda.CudaSearch;
import io.github.kernelconformance.device.cuda.CudaTool;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.worker.CudaDevice;
import io.github.kernelconformance.worker.CudaProber;
import io.github.kernelconformance.worker.CudaSettings;
import io.github.kernelconformance.worker.CudaTrial;
import io.github.kernelconformance.worker.WorkerReserve;
import io.github.kernelconformance.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An NVIDIA card, through the driver's API and NVRTC. */
final class CudaProvider implements DeviceProvider {

  /** Where Linux tells which driver it has loaded. */
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

  private final CudaSettings settings;
  private final WorkerSettings workers;
  private final WorkerReserve reserve;

  /**
   * @param output the output directory of the build
   */
  CudaProvider(CudaRequest request, WorkerSettings workers, Path output) {
    this.settings =
        new CudaSettings(
            request.home(), output.resolve("cuda"), CudaTool.parse(request.computeSanitizer()));
    this.workers = workers;
    this.reserve = WorkerReserve.ofCuda(request.home());
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public String title() {
    return "CUDA";
  }

  @Override
  public boolean isAskedByAuto() {
    return CudaProber.worthwhile(settings);
  }

  @Override
  public Offer ask() {
    CudaTrial trial = CudaProber.run(settings, workers, reserve);
    return trial.usable()
        ? new Offer(
            List.of(),
            List.of(),
            (clang, metallib) -> Made.of(new CudaDevice(settings, workers, trial, reserve)))
        : Offer.none(trial.reasons());
  }

  /** One is enough for the questions, and has its card sooner than if all opened it at once. */
  @Override
  public void expect() {
    if (isAskedByAuto()) {
      reserve.start(1);
    }
  }

  @Override
  public void expectRuns(int problems) {
    reserve.start(Math.min(problems, CudaDevice.processes(workers)));
  }

  @Override
  public void release() {
    reserve.release();
  }

  @Override
  public void close() {
    reserve.close();
  }

  @Override
  public String advice() {
    return "CUDA needs an NVIDIA card, its driver (CUDA 12 or newer), and NVRTC of a CUDA toolkit.";
  }

  @Override
  public Examination examine(Optional<Clang> clang) {
    if (!isAskedByAuto()) {
      return new Examination(
          false, List.of("cuda device: no, there is no NVIDIA driver on this machine"));
    }
    CudaTrial trial = CudaProber.run(settings, workers, reserve);
    close();
    if (trial.facts().isEmpty()) {
      return new Examination(
          false, List.of("cuda device: no, " + String.join("; ", trial.reasons())));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "cuda device: %s, %s"
            .formatted(trial.usable() ? "yes" : "not usable", describe(trial.facts().get())));
    trial.probes().forEach(it -> lines.add(answer(it)));
    lines.add(
        CudaSearch.of(settings.home()).programs("compute-sanitizer").stream()
            .findFirst()
            .map(it -> "  compute-sanitizer: " + it)
            .orElse("  compute-sanitizer: none"));
    return new Examination(trial.usable(), lines);
  }

  private static String answer(ProbeResult result) {
    return "  %s: %s%s"
        .formatted(result.probe().id(), result.right() ? "" : "WRONG, ", result.words());
  }

  private static String describe(CudaFacts facts) {
    return String.format(
        Locale.ROOT,
        "%s (%s), driver %s (CUDA %s), NVRTC %s (%s), %d bytes of threadgroup memory",
        facts.name(),
        facts.architecture(),
        facts.driver().isEmpty() ? "of unknown version" : facts.driver(),
        CudaFacts.version(facts.cuda()),
        CudaFacts.version(facts.nvrtc()),
        facts.compiler(),
        facts.sharedMemory());
  }

  @Override
  public boolean reads(String variable) {
    return CudaSearch.VARIABLES.contains(variable) || variable.startsWith("CUDA_");
  }

  @Override
  public List<String> identity(Map<String, String> environment) throws IOException {
    CudaSearch search =
        new CudaSearch(settings.home(), System.getProperty("jna.library.path", ""), environment);
    List<Path> drivers = search.drivers();
    if (drivers.isEmpty()) {
      return List.of();
    }
    List<String> identity = new ArrayList<>();
    if (Files.isReadable(DRIVER)) {
      identity.add(Files.readString(DRIVER));
    }
    for (Path file : drivers) {
      identity.add(file.toRealPath().toString());
    }
    for (Path file : search.compilers()) {
      identity.add("%s %d".formatted(file.toRealPath(), Files.size(file)));
    }
    return identity;
  }
}
