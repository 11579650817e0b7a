package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.RefusedKernelException;
import io.github.kernelconformance.device.UnsuppliedException;
import io.github.kernelconformance.device.metal.LoadedCode.Outcome;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program that loads the probes, runs them several times, and gives everything back. */
final class MetalSession {

  private static final Program CONSTANTS =
      Program.of(
              "constants.metal",
              """
              constant int value [[function_constant(0)]];
              constant int other [[function_constant(1)]];
              kernel void seven(device int* y [[buffer(0)]]) { *y = value; }
              kernel void needy(device int* y [[buffer(0)]]) { *y = other; }
              """)
          .specialized(Map.of("value", "7"));

  private MetalSession() {}

  public static void main(String[] arguments) throws Exception {
    List<Probe> probes = List.of(Probe.KNOWN_ANSWER, Probe.SIMD_WIDTH);
    List<MetalCode> code = new ArrayList<>(probes.stream().map(ProbeKernels::source).toList());
    code.add(new MetalCode.Source(CONSTANTS.source(), CONSTANTS.text()));
    MetalWork work =
        new MetalWork(
            code,
            List.of(
                new Specialization(
                    Map.of("seven", "seven", "needy", "needy"), CONSTANTS.functionConstants())),
            new MetalOptions(310, MathMode.SAFE),
            false);
    try (MetalLibraries libraries = new MetalLibraries(work)) {
      for (LoadedCode it : libraries.ready().code()) {
        require(it.outcome() == Outcome.LOADED, it.messages());
      }
      for (int i = 0; i < 3; i++) {
        for (Probe probe : probes) {
          libraries.run(List.of(ProbeKernels.launch(probe)), () -> {});
        }
        libraries.run(probes.stream().map(ProbeKernels::launch).toList(), () -> {});
      }
      specialized(libraries);
      refused(libraries);
    }
    System.out.println("done");
  }

  private static void specialized(MetalLibraries libraries) throws Exception {
    Size one = new Size(1, 1, 1);
    List<Argument> y = List.of(new Argument.Output("y", Integer.BYTES));
    MetalRun run = libraries.run(List.of(new Launch("seven", one, one, y)), () -> {});
    require(run.executions().get(0).outputs().get("y")[0] == 7, "the constant is not 7");
    try {
      libraries.run(List.of(new Launch("needy", one, one, y)), () -> {});
      require(false, "a kernel ran without a value that it uses");
    } catch (RefusedKernelException e) {
      require(e.getMessage().contains("needy"), e.getMessage());
    }
  }

  /** What goes wrong is to leave nothing behind either. */
  private static void refused(MetalLibraries libraries) throws Exception {
    Launch launch = ProbeKernels.launch(Probe.KNOWN_ANSWER);
    Launch bare =
        new Launch(
            launch.kernel(), launch.threadgroups(), launch.threadsPerThreadgroup(), List.of());
    try {
      libraries.run(Arrays.asList(launch, bare), () -> {});
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
