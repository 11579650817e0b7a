package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.host.MutantBuild;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Platform;
import io.github.kernelconformance.toolchain.Symbolizer;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MutantDevice;
import io.github.kernelconformance.worker.WorkerDevice;
import io.github.kernelconformance.worker.WorkerReserve;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our engine on the CPU of this machine. */
final class HostProvider implements DeviceProvider {

  static final String NAME = "host";

  private final String checks;
  private final WorkerSettings workers;
  private final Path directory;
  private final boolean mac;
  private final WorkerReserve reserve = new WorkerReserve();

  /**
   * @param checks as the parameter has them
   * @param output the output directory of the build
   * @param mac macOS has no host device yet
   */
  HostProvider(String checks, WorkerSettings workers, Path output, boolean mac) {
    this.checks = checks;
    this.workers = workers;
    this.directory = output.resolve(NAME);
    this.mac = mac;
    Check.parse(checks);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "the host";
  }

  @Override
  public boolean isAskedByAuto() {
    return true;
  }

  @Override
  public Offer ask() {
    return mac
        ? Offer.none(List.of("the host device does not run on macOS yet"))
        : new Offer(List.of(), List.of(), (clang, metallib) -> make(clang));
  }

  @Override
  public String advice() {
    return "";
  }

  /**
   * Makes sure that the host can be asked for by name.
   *
   * @throws ConfigurationException if it cannot
   */
  void requireSupported() {
    if (mac) {
      throw new ConfigurationException(
          "device",
          NAME,
          "the host device does not run on macOS yet. Use metal or auto to run the kernels on the"
              + " GPU of this Mac, or run this build on Linux, where host needs no GPU",
          "auto, metal",
          List.of());
    }
  }

  @Override
  public void expectRuns(int problems) {
    int processors = Runtime.getRuntime().availableProcessors();
    reserve.start(Math.min(problems, Math.min(workers.forks(), processors)));
  }

  @Override
  public void release() {
    reserve.release();
  }

  @Override
  public void close() {
    reserve.close();
  }

  private Made make(Clang clang) throws ToolchainException {
    NativeSources natives = NativeSources.unpack(CacheDirectory.current());
    int processors = Runtime.getRuntime().availableProcessors();
    Symbolizer symbolizer = new Symbolizer(clang, natives);
    HostBuild build = new HostBuild(clang, natives, directory, processors, Check.parse(checks));
    HostBuild telling = HostBuild.withCoverage(clang, natives, directory, processors);
    HostBuild counting = HostBuild.withCounts(clang, natives, directory, processors);
    return new Made(
        new WorkerDevice(build, symbolizer, workers, reserve),
        Optional.of(new WorkerDevice(telling, symbolizer, workers, reserve)),
        Optional.of(new WorkerDevice(counting, symbolizer, workers, reserve)),
        Optional.of(
            new MutantDevice(
                new MutantBuild(clang, natives, directory, processors, Check.parse(checks)),
                symbolizer,
                workers)),
        Map.of("checks", checks));
  }

  @Override
  public Examination examine(Optional<Clang> clang) {
    if (clang.isEmpty()) {
      return new Examination(false, List.of());
    }
    try {
      Platform.current();
      NativeSources natives = NativeSources.unpack(CacheDirectory.current());
      HostBuild build = new HostBuild(clang.get(), natives, directory, 1, Check.parse(checks));
      return new Examination(true, List.of("host device: yes, " + build.description()));
    } catch (ToolchainException e) {
      return new Examination(false, List.of("host device: no. " + e.getMessage()));
    }
  }
}
