package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Runs the kernels of {@code checks.metal}, in one threadgroup of 64 threads unless told. */
final class CheckedKernel {

  static final String FILE = "checks.metal";
  static final Set<Check> ALL = Set.copyOf(EnumSet.allOf(Check.class));

  private static final int THREADS = 64;

  private CheckedKernel() {}

  /** What the checks find with {@code in = 0, 1, 2, ...} as floats and 64 outputs. */
  static List<Finding> findings(String kernel) {
    return run(kernel, Buffers.floats(sequence()), THREADS * 4).findings();
  }

  static float[] sequence() {
    float[] values = new float[THREADS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return values;
  }

  static Execution run(String kernel, byte[] in, int outputBytes) {
    return run(kernel, 1, in, outputBytes, ALL);
  }

  static Execution run(
      String kernel, int threadgroups, byte[] in, int outputBytes, Set<Check> checks) {
    return run(
        kernel,
        threadgroups,
        List.of(new Argument.Input("in", in), new Argument.Output("out", outputBytes)),
        checks);
  }

  static Execution run(
      String kernel, int threadgroups, List<Argument> arguments, Set<Check> checks) {
    Launch launch =
        new Launch(kernel, new Size(threadgroups, 1, 1), new Size(THREADS, 1, 1), arguments);
    return HostKernel.execute(FILE, launch, checks);
  }

  /** Where a text stands in a kernel: {@code checks.metal:line:column} of its first character. */
  static String place(String kernel, String text) {
    try {
      String source = Files.readString(Path.of("src", "test", "metal", FILE));
      int at = source.indexOf(text, source.indexOf("void " + kernel + "("));
      long line = source.substring(0, at).lines().count();
      return "src/test/metal/%s:%d:%d".formatted(FILE, line, at - source.lastIndexOf('\n', at));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String place(Finding.Site site) {
    return "%s:%d:%d".formatted(site.file(), site.line(), site.column());
  }
}
