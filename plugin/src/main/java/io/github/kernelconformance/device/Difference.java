package io.github.kernelconformance.device;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How two runs of a launch differ of which the first began with NaNs in its outputs and the second
 * with large numbers. Bits that neither run wrote are what they were before; they are told apart
 * from others.
 *
 * @param first the first bits that a kernel wrote otherwise; empty if there are none
 * @param refilled what the second run left in outputs that have bits which neither run wrote
 * @param doubtful whether some of these bits are in elements of which others were written, so that
 *     they may as well have been written by chance as what they were before
 */
public record Difference(Optional<Place> first, Map<String, byte[]> refilled, boolean doubtful) {

  private static final byte NAN = (byte) 0xFF;

  /**
   * A byte of an output.
   *
   * @param output its name
   * @param at in bytes from where the kernel's pointer points
   */
  public record Place(String output, int at) {

    /**
     * What a difference here says of the kernel.
     *
     * @param cause what was other in the second run, and a verb
     */
    public Finding finding(Launch request, String cause) {
      return new Finding(
          Finding.Kind.NONDETERMINISM,
          String.format(Locale.ROOT, "%s other bits in %s, first in byte %,d", cause, output, at),
          request.kernel(),
          new Finding.Site(0, "", 0, 0, -1, -1, -1, -1, -1),
          Optional.of(new Finding.Access(true, output, at, 1, 0, at)),
          Optional.empty(),
          1);
    }
  }

  /** Compares the outputs in the order of the launch's arguments. */
  public static Difference of(
      Launch request, Map<String, byte[]> outputs, Map<String, byte[]> others) {
    Optional<Place> first = Optional.empty();
    Map<String, byte[]> refilled = new HashMap<>();
    boolean doubtful = false;
    for (Argument argument : request.arguments()) {
      if (argument instanceof Argument.Output output) {
        byte[] some = outputs.get(output.name());
        byte[] other = others.get(output.name());
        if (!Arrays.equals(some, other)) {
          int at = written(output, some, other);
          if (at >= 0 && first.isEmpty()) {
            first = Optional.of(new Place(output.name(), at - output.offset()));
          }
          if (at != Arrays.mismatch(some, other)) {
            refilled.put(output.name(), other);
            doubtful |= partly(output, some, other);
          }
        }
      }
    }
    return new Difference(first, refilled, doubtful);
  }

  /** The first byte in which runs differ that began with the same contents. */
  public static Optional<Place> ofEqualContents(
      Launch request, Map<String, byte[]> outputs, Map<String, byte[]> others) {
    for (Argument argument : request.arguments()) {
      if (argument instanceof Argument.Output output) {
        int at = Arrays.mismatch(outputs.get(output.name()), others.get(output.name()));
        if (at >= 0) {
          return Optional.of(new Place(output.name(), at - output.offset()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether an element differs that does not hold all of what it held before. */
  private static boolean partly(Argument.Output output, byte[] some, byte[] others) {
    for (int i = 0; i < some.length; i++) {
      if (some[i] != others[i] && (some[i] != NAN || others[i] != output.fill().at(i))) {
        return true;
      }
    }
    return false;
  }

  /** The first byte that differs in an element whose bits were written; -1 if there is none. */
  private static int written(Argument.Output output, byte[] some, byte[] others) {
    int size = output.fill().bytes();
    for (int begin = 0; begin < some.length; begin += size) {
      int end = Math.min(begin + size, some.length);
      int differs = Arrays.mismatch(some, begin, end, others, begin, end);
      if (differs >= 0 && !unwritten(output, some, others, begin, end)) {
        return begin + differs;
      }
    }
    return -1;
  }

  /** Whether each bit that differs is what it was before; a bit-field has neighbours that stay. */
  private static boolean unwritten(
      Argument.Output output, byte[] some, byte[] others, int begin, int end) {
    Fill fill = output.fill();
    for (int i = begin; i < end; i++) {
      int differs = some[i] ^ others[i];
      if ((NAN & differs) != (some[i] & differs)
          || (fill.at(i) & differs) != (others[i] & differs)) {
        return false;
      }
    }
    return output.before().isEmpty();
  }
}
