package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first bits in which two runs of a launch differ.
 *
 * @param output the name of the output
 * @param offset in bytes from its start
 */
record Difference(String output, int offset) {

  /** Compares the outputs in the order of the launch's arguments; empty if all bits agree. */
  static Optional<Difference> of(
      Launch request, Map<String, byte[]> outputs, Map<String, byte[]> others) {
    for (Argument argument : request.arguments()) {
      if (argument instanceof Argument.Output output) {
        int offset = Arrays.mismatch(outputs.get(output.name()), others.get(output.name()));
        if (offset >= 0) {
          return Optional.of(new Difference(output.name(), offset));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What the difference says of the kernel.
   *
   * @param cause what was other in the second run, and a verb
   */
  Finding finding(Launch request, String cause) {
    return new Finding(
        Finding.Kind.NONDETERMINISM,
        String.format(Locale.ROOT, "%s other bits in %s, first in byte %,d", cause, output, offset),
        request.kernel(),
        new Finding.Site(0, "", 0, 0, -1, -1, -1, -1, -1),
        Optional.of(new Finding.Access(true, output, offset, 1, 0, offset)),
        Optional.empty(),
        1);
  }
}
