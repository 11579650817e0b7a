package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.goal.DeviceProvider.Offer;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Platform;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the device that a request asks for. */
final class Devices {

  private static final String AUTO = "auto";

  private static final String DOCTOR =
      "To see what this machine can do, run 'mvn kernel-conformance:doctor'.";

  private final String asked;
  private final WorkerSettings workers;
  private final List<DeviceProvider> providers;

  private Devices(String asked, WorkerSettings workers, List<DeviceProvider> providers) {
    this.asked = asked;
    this.workers = workers;
    this.providers = providers;
  }

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
    WorkerSettings workers = WorkerSettings.of(request.timeout(), request.forks());
    HostProvider host = new HostProvider(request.checks(), workers, request.outputDirectory(), mac);
    List<DeviceProvider> providers =
        List.of(
            new MetalProvider(metal(request), workers),
            new CudaProvider(request.cuda(), workers, request.outputDirectory()),
            host);
    List<String> allowed =
        Stream.concat(Stream.of(AUTO), providers.stream().map(DeviceProvider::name).sorted())
            .toList();
    if (!allowed.contains(request.device())) {
      throw ConfigurationException.unknown("device", "device", request.device(), allowed);
    }
    if (request.device().equals(host.name())) {
      host.requireSupported();
    }
    return new Devices(request.device(), workers, providers);
  }

  /** All devices as a build without parameters has them, to be examined and not to be made. */
  static List<DeviceProvider> standard() {
    WorkerSettings workers = WorkerSettings.of("60", "1");
    MetalSettings metal =
        new MetalSettings(
            new MetalOptions(PreprocessorSettings.DEFAULT_METAL_VERSION, MathMode.SAFE),
            false,
            Map.of());
    return List.of(
        new MetalProvider(metal, workers),
        new CudaProvider(CudaRequest.DEFAULT, workers, CacheDirectory.current()),
        new HostProvider("none", workers, Path.of(""), Platform.isMac()));
  }

  private static MetalSettings metal(Request request) {
    return new MetalSettings(
        new MetalOptions(
            PreprocessorSettings.DEFAULT_METAL_VERSION, MathMode.parse(request.metal().mathMode())),
        request.metal().shaderValidation(),
        request.metal().environment());
  }

  /** How many launches the device carries out at once. */
  int forks() {
    return workers.forks();
  }

  /** All devices, in the order in which {@code auto} tries them. */
  List<DeviceProvider> providers() {
    return providers;
  }

  /** Some kernels will run: what may be asked gets ready for it. */
  void expect() {
    asked().forEach(DeviceProvider::expect);
  }

  /** Ends what was started for any of them. */
  void close() {
    providers.forEach(DeviceProvider::close);
  }

  /**
   * What is to be taken.
   *
   * @param notes why, for the console
   */
  record Decision(DeviceProvider provider, Offer offer, List<String> notes) {

    private static Decision of(DeviceProvider provider, Offer offer, List<String> passed) {
      List<String> notes = new ArrayList<>();
      if (!passed.isEmpty()) {
        notes.add(
            "device=auto takes %s: %s.".formatted(provider.title(), String.join("; ", passed)));
      }
      notes.addAll(offer.notes());
      return new Decision(provider, offer, notes);
    }
  }

  /**
   * Decides, which needs no compiler. With {@code auto} it is the first device that answers its
   * probes rightly.
   *
   * <p>What was started for a device that is not taken has ended then.
   *
   * @param problems how many are to run, so that what takes time to start is started; 0 if none is
   * @throws NoUsableDeviceException if the device that the build asks for is not usable
   * @throws DeviceException if the device cannot do what the build asks of it
   */
  Decision decide(int problems) throws NoUsableDeviceException, DeviceException {
    List<String> passed = new ArrayList<>();
    String last = "";
    List<String> advice = new ArrayList<>();
    for (DeviceProvider provider : asked()) {
      Offer offer = ask(provider, problems);
      if (offer.usable()) {
        return Decision.of(provider, offer, passed);
      }
      if (!asked.equals(AUTO)) {
        throw new NoUsableDeviceException(
            "device=%s needs a usable %s device, and there is none: %s. %s %s"
                .formatted(
                    asked,
                    provider.title(),
                    String.join("; ", offer.reasons()),
                    provider.advice(),
                    DOCTOR));
      }
      last = String.join("; ", offer.reasons());
      passed.add(last);
      Optional.of(provider.advice()).filter(it -> !it.isEmpty()).ifPresent(advice::add);
    }
    passed.remove(passed.size() - 1);
    throw new NoUsableDeviceException(
        "There is no usable device: %s. %s. %s %s"
            .formatted(String.join("; ", passed), capital(last), String.join(" ", advice), DOCTOR));
  }

  private static Offer ask(DeviceProvider provider, int problems) throws DeviceException {
    boolean usable = false;
    try {
      if (problems > 0) {
        provider.expectRuns(problems);
      }
      Offer offer = provider.ask();
      usable = offer.usable();
      return offer;
    } finally {
      if (!usable) {
        provider.close();
      }
    }
  }

  private List<DeviceProvider> asked() {
    return providers.stream()
        .filter(it -> asked.equals(AUTO) ? it.isAskedByAuto() : it.name().equals(asked))
        .toList();
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
