package io.github.kernelconformance.coverage;

import io.github.kernelconformance.coverage.CountedText.Place;
import io.github.kernelconformance.msl.PlainText;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Counts what runs of a loop do. Each lane has a stack of its own, and so a variable of its own for
 * the trips of the run that it is in.
 *
 * @param body the counter of clang's that stands at the begin of a trip; of a do, of the second
 * @param first the first of its own counters
 */
record LoopCounter(Place place, String keyword, LoopBlocks blocks, int body, int first) {

  /** How many counters a loop has. */
  static final int COUNTERS = 3;

  boolean isDo() {
    return keyword.equals("do");
  }

  int runs() {
    return first;
  }

  int once() {
    return first + 1;
  }

  int again() {
    return first + 2;
  }

  String variable() {
    return "%kernel_conformance.trips." + first;
  }

  /** At the begin of the function. */
  List<String> begin() {
    return List.of(
        "  %s = alloca i8, align 1".formatted(variable()),
        "  store i8 0, ptr %s".formatted(variable()));
  }

  /** A loop without counters. */
  static CountedLoop uncounted(PlainText text, Place place, String keyword) {
    SourceLocation at = text.origin(place.line());
    return new CountedLoop(
        at.file(),
        at.line(),
        place.column(),
        keyword,
        Sum.ZERO,
        Sum.ZERO,
        Sum.ZERO,
        Optional.of(CountedLoop.UNCOUNTED));
  }

  /** With counters from that of the function. */
  CountedLoop map(PlainText text, int function) {
    SourceLocation at = text.origin(place.line());
    return new CountedLoop(
        at.file(),
        at.line(),
        place.column(),
        keyword,
        Sum.of(runs() - function),
        Sum.of(once() - function),
        Sum.of(again() - function),
        blocks.fixed());
  }
}
