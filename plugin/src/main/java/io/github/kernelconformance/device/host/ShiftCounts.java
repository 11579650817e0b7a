package io.github.kernelconformance.device.host;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shifts as Metal has them: the count is taken modulo the width. C++ leaves such counts undefined,
 * and clang masks them for OpenCL C and HLSL only. So each shift in clang's code is given a mask
 * before clang optimizes it, and constant counts out of range, which clang folds as it likes, are
 * errors.
 */
final class ShiftCounts {

  /** Flags that make a constant count out of range an error, among other messages. */
  static final List<String> REFUSED =
      List.of("-Werror=shift-count-overflow", "-Werror=shift-count-negative");

  /** The same without all other warnings. */
  static final List<String> REFUSED_ALONE =
      List.of("-Wno-everything", REFUSED.get(0), REFUSED.get(1));

  /** A shift of an integer or a vector of integers; LLVM Language Reference, bitwise operations. */
  private static final Pattern SHIFT =
      Pattern.compile(
          "(?<head> *%\\S+ = (?:shl|lshr|ashr)(?: nuw| nsw| exact)* )"
              + "(?<type>i(?<bits>\\d+)|<\\d+ x i(?<elementBits>\\d+)>)"
              + "(?<left> (?:<.*?>|splat \\(.*?\\)|\\S+),) (?<count>[%\\d][^ ,]*)(?<rest>.*)");

  private ShiftCounts() {}

  /** Says what to do about constant counts out of range. */
  static String explained(String messages) {
    return messages
        + "\nMetal takes the count of a shift modulo the width of the shifted value. Write"
        + " the count that you mean.";
  }

  /**
   * Masks the counts of all shifts.
   *
   * @param code the lines of a module in LLVM's textual language
   */
  static List<String> masked(List<String> code) {
    List<String> lines = new ArrayList<>(code.size());
    for (String line : code) {
      mask(line, lines);
    }
    return lines;
  }

  private static void mask(String line, List<String> lines) {
    Matcher shift = SHIFT.matcher(line);
    if (!(line.contains(" = shl ") || line.contains("shr ")) || !shift.matches()) {
      lines.add(line);
      return;
    }
    boolean vector = shift.group("bits") == null;
    long bits = Long.parseLong(shift.group(vector ? "elementBits" : "bits"));
    String type = shift.group("type");
    String count = shift.group("count");
    if (!vector && !count.startsWith("%")) {
      lines.add(
          shift.group("head")
              + type
              + shift.group("left")
              + " "
              + Long.remainderUnsigned(Long.parseLong(count), bits)
              + shift.group("rest"));
      return;
    }
    String masked = "%shift.count." + lines.size();
    String mask = vector ? "splat (i%d %d)".formatted(bits, bits - 1) : Long.toString(bits - 1);
    lines.add("  " + masked + " = and " + type + " " + count + ", " + mask);
    lines.add(
        shift.group("head") + type + shift.group("left") + " " + masked + shift.group("rest"));
  }
}
