package io.github.kernelconformance.bundled;

import io.github.kernelconformance.numerics.E2m1;
import io.github.kernelconformance.numerics.E4m3;
import io.github.kernelconformance.numerics.E8m0;
import io.github.kernelconformance.numerics.ElementFormat;
import io.github.kernelconformance.numerics.ScaleFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Codes from neighbouring binades of a format. They stand for small whole multiples of one power of
 * two, so that it is known beforehand how much of a significand a sum of them takes.
 *
 * @param firstCode the first of a run of codes without sign, by ascending value
 * @param multiples for each code of the run its value in units of {@code 2^unitExponent}
 * @param unitExponent the exponent of the unit
 */
record CodeWindow(int firstCode, int[] multiples, int unitExponent) {

  /** Binades of normal e4m3 numbers; subnormals and zero are counted with the lowest. */
  private static final int E4M3_BINADES = 15;

  private static final int E4M3_LOWEST_EXPONENT = -6;
  private static final int E4M3_FRACTION_BITS = 3;
  private static final int E4M3_LARGEST = 0x7E;

  /** By format and binades; there are few of either. */
  private static final Map<List<?>, List<CodeWindow>> MADE = new ConcurrentHashMap<>();

  /** The most binades that a window of the format can have. */
  static int binades(ElementFormat format) {
    return switch (format) {
      case E2M1 -> 1; // taken as one, for its 3 binades are never told apart
      case E4M3 -> E4M3_BINADES;
    };
  }

  /** The most binades that a window of the format can have. */
  static int binades(ScaleFormat format) {
    return switch (format) {
      case E8M0 -> 32; // more than 24 bits have room for
      case E4M3 -> E4M3_BINADES;
    };
  }

  /** All windows of so many binades, each with a unit twice the one before. */
  static List<CodeWindow> of(ElementFormat format, int binades) {
    return MADE.computeIfAbsent(
        List.of(format, binades),
        key ->
            switch (format) {
              case E2M1 -> List.of(run(0, 7, -1, E2m1::decode));
              case E4M3 -> e4m3(0, binades);
            });
  }

  /**
   * All windows of so many binades, each with a unit twice the one before. The smallest scale of
   * e8m0 is left out, since a device may flush it to zero, and so is the zero of e4m3.
   */
  static List<CodeWindow> of(ScaleFormat format, int binades) {
    return MADE.computeIfAbsent(
        List.of(format, binades),
        key ->
            switch (format) {
              case E8M0 ->
                  IntStream.rangeClosed(1, 255 - binades)
                      .mapToObj(code -> run(code, code + binades - 1, code - 127, E8m0::decode))
                      .toList();
              case E4M3 -> e4m3(1, binades);
            });
  }

  /** The number of codes. */
  int size() {
    return multiples.length;
  }

  /** The largest multiple. */
  int largest() {
    return multiples[multiples.length - 1];
  }

  private static List<CodeWindow> e4m3(int lowestCode, int binades) {
    return IntStream.rangeClosed(0, E4M3_BINADES - binades)
        .mapToObj(
            lowest -> {
              int first = lowest == 0 ? lowestCode : (lowest + 1) << E4M3_FRACTION_BITS;
              int end = (lowest + 1 + binades) << E4M3_FRACTION_BITS;
              int unit = lowest + E4M3_LOWEST_EXPONENT - E4M3_FRACTION_BITS;
              return run(first, Math.min(end - 1, E4M3_LARGEST), unit, E4m3::decode);
            })
        .toList();
  }

  private static CodeWindow run(int first, int last, int unit, IntToDoubleFunction decode) {
    int[] multiples =
        IntStream.rangeClosed(first, last)
            .map(code -> (int) Math.scalb(decode.applyAsDouble(code), -unit))
            .toArray();
    return new CodeWindow(first, multiples, unit);
  }
}
