package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.MetalStandIn;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The kernels of {@code metal_device.metal} on the stand-in, and launches of them. */
final class MetalKernels {

  static final int THREADS = 32;

  private static final Path FILE = Path.of("src", "test", "metal", "metal_device.metal");
  static final Duration LONG = Duration.ofSeconds(60);

  /** As long as by default, but for pauses, which are noted and not made. */
  static Patience patience(List<Duration> pauses) {
    return waiting(LONG, LONG, pauses);
  }

  static Patience waiting(Duration preparation, Duration answer, List<Duration> pauses) {
    return new Patience(preparation, answer, Patience.DEFAULT.pauses(), pauses::add);
  }

  private MetalKernels() {}

  /** What a build has by default, with faults to order. */
  static MetalSettings settings(String... faults) {
    return new MetalSettings(
        new MetalOptions(PreprocessorSettings.DEFAULT_METAL_VERSION, MathMode.SAFE),
        false,
        MetalStandIn.environment(faults));
  }

  static Library load(String... faults) throws Exception {
    return load(settings(faults), LONG);
  }

  static Library load(MetalSettings settings, Duration timeout) throws Exception {
    return load(TestPrograms.of(FILE, Map.of()), settings, timeout);
  }

  /** A program on a device that is taken to be usable. */
  static Library load(Program program, MetalSettings settings, Duration timeout) throws Exception {
    return load(program, settings, timeout, patience(new ArrayList<>()));
  }

  static Library load(MetalSettings settings, Duration timeout, Patience patience)
      throws Exception {
    return load(TestPrograms.of(FILE, Map.of()), settings, timeout, patience);
  }

  private static Library load(
      Program program, MetalSettings settings, Duration timeout, Patience patience)
      throws Exception {
    MetalTrial trusted = new MetalTrial(Optional.empty(), List.of(), Optional.empty());
    return new MetalDevice(settings, new WorkerSettings(2, timeout, 0), trusted)
        .waiting(patience)
        .load(
            List.of(program),
            program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()));
  }

  /** A launch of 32 threads on {@code in}, filled up with zeros, and {@code out} of their size. */
  static Launch launch(String kernel, int... in) {
    return launch(kernel, List.of(), in);
  }

  static Launch launch(String kernel, List<Argument> more, int... in) {
    int[] all = IntStream.range(0, THREADS).map(i -> i < in.length ? in[i] : 0).toArray();
    List<Argument> arguments = new ArrayList<>(more);
    arguments.add(input("in", all));
    arguments.add(new Argument.Output("out", THREADS * Integer.BYTES));
    return new Launch(kernel, new Size(1, 1, 1), new Size(THREADS, 1, 1), arguments);
  }

  static Argument input(String name, int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return new Argument.Input(name, bytes.array());
  }

  /** An element of {@code out}. */
  static int out(Execution execution, int index) {
    return ByteBuffer.wrap(execution.outputs().get("out"))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(index * Integer.BYTES);
  }
}
