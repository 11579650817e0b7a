package io.github.kernelconformance.worker;

import io.github.kernelconformance.toolchain.Symbolizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code crash.cpp} of the engine tells of a signal that a kernel raised.
 *
 * @param signal the number, as Linux has it
 * @param code {@code si_code}: negative or zero where a process sent the signal
 * @param address the address that was accessed, of SIGSEGV and SIGBUS
 * @param stackEnded whether the address is on the page that guards the thread's stack
 * @param x the threadgroup's position in the grid, with {@code y} and {@code z}
 * @param thread the index in the threadgroup
 * @param offsets of the instruction and of the calls that led there, from the start of the kernel's
 *     library, the innermost first; some may be none
 */
record Fault(
    int signal,
    int code,
    long address,
    boolean stackEnded,
    int x,
    int y,
    int z,
    int thread,
    List<Long> offsets) {

  private static final Pattern LINE =
      Pattern.compile("kernel_conformance_fault((?: [0-9a-f]{1,16}){8,})");

  private static final Map<Integer, String> NAMES =
      Map.of(
          4, "SIGILL", 5, "SIGTRAP", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11,
          "SIGSEGV", 15, "SIGTERM");

  /** Addresses below the lowest that Linux maps: null, and a member or an element of null. */
  private static final long NEAR_NULL = 65_536;

  /** {@code SI_KERNEL}: the processor did not say which address it was. */
  private static final int OF_THE_KERNEL = 0x80;

  private static final int HEX = 16;

  /** Numbers before the offsets. */
  private static final int FIXED = 8;

  /** The name of a signal, for example {@code SIGSEGV}. */
  static String name(int signal) {
    return NAMES.getOrDefault(signal, "signal " + signal);
  }

  /** Reads a line of a worker's output; empty if it says something else. */
  static Optional<Fault> of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.find()) { // other output may share its line
      return Optional.empty();
    }
    long[] numbers =
        Arrays.stream(matcher.group(1).strip().split(" "))
            .mapToLong(number -> Long.parseUnsignedLong(number, HEX))
            .toArray();
    return Optional.of(
        new Fault(
            (int) numbers[0],
            (int) numbers[1],
            numbers[2],
            numbers[3] != 0,
            (int) numbers[4],
            (int) numbers[5],
            (int) numbers[6],
            (int) numbers[7],
            Arrays.stream(numbers).skip(FIXED).boxed().toList()));
  }

  /**
   * One sentence, for example {@code SIGFPE at kernels.metal:12:14: an integer division by zero;
   * thread 3 of threadgroup (0, 0, 0)}.
   *
   * @param place the user's line, where it could be had
   */
  String describe(Optional<Symbolizer.Place> place) {
    return "%s%s: %s; thread %d of threadgroup (%d, %d, %d)"
        .formatted(name(signal), place.map(it -> " at " + it).orElse(""), cause(), thread, x, y, z);
  }

  private String cause() {
    return switch (name(signal)) {
      case "SIGSEGV", "SIGBUS" -> access();
      case "SIGFPE" -> "an integer division by zero, or one whose result does not fit";
      case "SIGABRT" -> "abort was called";
      case "SIGILL", "SIGTRAP" -> "a trap that the compiler puts at unreachable code";
      default -> "the kernel ended";
    };
  }

  private String access() {
    if (stackEnded) {
      return "the thread's stack overflowed, because of recursion or large variables";
    }
    if (code <= 0) {
      return "a process sent the signal";
    }
    if (code == OF_THE_KERNEL) {
      return "an access to an address that no memory can have, or that is not aligned";
    }
    return Long.compareUnsigned(address, NEAR_NULL) < 0
        ? "an access through a null pointer (address 0x%x)".formatted(address)
        : "an access to address 0x%x, where there is no memory".formatted(address);
  }
}
