package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.metal.LoadedCode.Outcome;
import io.github.kernelconformance.family.Launch;
import java.util.Arrays;
import java.util.List;

/** A program that loads the probes, runs them several times, and gives everything back. */
final class MetalSession {

  private MetalSession() {}

  public static void main(String[] arguments) throws Exception {
    List<Probe> probes = List.of(Probe.KNOWN_ANSWER, Probe.SIMD_WIDTH);
    MetalWork work =
        new MetalWork(
            probes.stream().map(ProbeKernels::source).toList(),
            List.of(),
            new MetalOptions(310, MathMode.SAFE),
            false);
    try (MetalLibraries libraries = new MetalLibraries(work)) {
      for (LoadedCode code : libraries.ready().code()) {
        require(code.outcome() == Outcome.LOADED, code.messages());
      }
      for (int i = 0; i < 3; i++) {
        for (Probe probe : probes) {
          libraries.run(List.of(ProbeKernels.launch(probe)));
        }
        libraries.run(probes.stream().map(ProbeKernels::launch).toList());
      }
      refused(libraries);
    }
    System.out.println("done");
  }

  /** What goes wrong is to leave nothing behind either. */
  private static void refused(MetalLibraries libraries) throws Exception {
    Launch launch = ProbeKernels.launch(Probe.KNOWN_ANSWER);
    Launch bare =
        new Launch(
            launch.kernel(), launch.threadgroups(), launch.threadsPerThreadgroup(), List.of());
    try {
      libraries.run(Arrays.asList(launch, bare));
      require(false, "a launch without arguments ran");
    } catch (UnsuppliedException e) {
      require(e.names().equals(List.of("x", "y", "factor")), e.getMessage());
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
