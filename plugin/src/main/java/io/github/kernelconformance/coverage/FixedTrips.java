package io.github.kernelconformance.coverage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trips of loops that make the same number of them each time: a variable that begins at a
 * constant, is compared with one, and changes by one, in a loop that nothing else leaves. Other
 * numbers of trips are not missed there.
 */
final class FixedTrips {

  private static final Pattern LOAD =
      Pattern.compile("  (%[-\\w.]+) = load i(\\d+), ptr (%[-\\w.]+), .*");

  private static final Pattern WIDEN =
      Pattern.compile("  (%[-\\w.]+) = ([sz])ext (?:nneg )?i\\d+ (%[-\\w.]+) to i(\\d+)(?:,.*)?");

  private static final Pattern NARROW =
      Pattern.compile("  (%[-\\w.]+) = trunc (?:nuw |nsw )*i\\d+ (%[-\\w.]+) to i\\d+(?:,.*)?");

  private static final Pattern COMPARE =
      Pattern.compile("  (%[-\\w.]+) = icmp (\\w+) i\\d+ (%[-\\w.]+), (-?\\d+)(?:,.*)?");

  private static final Pattern BRANCH =
      Pattern.compile("  br i1 (%[-\\w.]+), label %([-\\w.]+), label %.*");

  private static final Pattern STEP =
      Pattern.compile(
          "  (%[-\\w.]+) = (add|sub|mul|shl|lshr|ashr|udiv|sdiv)(?: nsw| nuw| exact)* i\\d+"
              + " (%[-\\w.]+), (-?\\d+)(?:,.*)?");

  private static final Pattern STORE = Pattern.compile("  store i\\d+ (\\S+), ptr (%[-\\w.]+), .*");

  private static final Pattern TARGET = Pattern.compile("label %([-\\w.]+)");

  private final List<String> lines;

  private final Map<String, Integer> labels;

  private FixedTrips(List<String> lines, Map<String, Integer> labels) {
    this.lines = lines;
    this.labels = labels;
  }

  /**
   * How many trips a loop makes whenever it runs: 0, 1, or 2 for more; empty where that is not
   * known.
   *
   * @param lines of its function
   * @param labels the lines of its blocks, by their names
   * @param entry the line of the branch that comes to it
   * @param head the line of the label that it goes back to
   * @param back the last line that goes there
   */
  static Optional<Integer> of(
      List<String> lines, Map<String, Integer> labels, int entry, int head, int back) {
    return head + 4 < lines.size()
        ? new FixedTrips(lines, labels).trips(entry, head, back)
        : Optional.empty();
  }

  private Optional<Integer> trips(int entry, int head, int back) {
    Matcher load = LOAD.matcher(lines.get(head + 1));
    if (!load.matches()) {
      return Optional.empty();
    }
    Widening widening = widening(head + 2, load);
    Matcher compare = COMPARE.matcher(lines.get(head + 2 + widening.lines()));
    Matcher branch = BRANCH.matcher(lines.get(head + 3 + widening.lines()));
    if (!compare.matches()
        || !branch.matches()
        || !compare.group(3).equals(widening.name())
        || !branch.group(1).equals(compare.group(1))) {
      return Optional.empty();
    }
    String variable = load.group(3);
    int body = labels.get(branch.group(2));
    Optional<Long> begin = begin(entry, variable);
    Optional<LongUnaryOperator> step = step(body, back, variable);
    if (begin.isEmpty() || step.isEmpty() || leaves(head, body, back) || isShared(variable)) {
      return Optional.empty();
    }
    long bound = Long.parseLong(compare.group(4));
    long value = begin.get();
    int trips = 0;
    while (trips < 2 && holds(compare.group(2), widening.of(value), bound, widening.bits())) {
      value = step.get().applyAsLong(value);
      trips++;
    }
    return Optional.of(trips);
  }

  /**
   * How what was loaded is made an operand: a short variable is widened first.
   *
   * @param from bits of the variable
   * @param bits of the operand
   * @param lines that it takes, 0 or 1
   */
  private record Widening(String name, int from, int bits, boolean signed, int lines) {

    private long of(long value) {
      return lines == 0 || signed ? value : value << (Long.SIZE - from) >>> (Long.SIZE - from);
    }
  }

  private Widening widening(int line, Matcher load) {
    int bits = Integer.parseInt(load.group(2));
    Matcher it = WIDEN.matcher(lines.get(line));
    return it.matches() && it.group(3).equals(load.group(1))
        ? new Widening(it.group(1), bits, Integer.parseInt(it.group(4)), it.group(2).equals("s"), 1)
        : new Widening(load.group(1), bits, bits, true, 0);
  }

  /** What is stored right before the loop. */
  private Optional<Long> begin(int entry, String variable) {
    Matcher store = store(lines.get(entry - 1));
    return store.matches() && store.group(2).equals(variable) && store.group(1).matches("-?\\d+")
        ? Optional.of(Long.valueOf(store.group(1)))
        : Optional.empty();
  }

  private static Matcher store(String line) {
    return STORE.matcher(line);
  }

  /** The only change in the loop: what is stored is made of what was loaded right before. */
  private Optional<LongUnaryOperator> step(int body, int back, String variable) {
    Optional<LongUnaryOperator> found = Optional.empty();
    for (int i = body; i < back; i++) {
      Matcher store = store(lines.get(i));
      if (store.matches() && store.group(2).equals(variable)) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = step(i, store.group(1), variable);
        if (found.isEmpty()) {
          return found;
        }
      }
    }
    return found;
  }

  private Optional<LongUnaryOperator> step(int store, String stored, String variable) {
    Matcher narrow = NARROW.matcher(lines.get(store - 1));
    int narrowed = narrow.matches() && narrow.group(1).equals(stored) ? 1 : 0;
    Matcher step = STEP.matcher(lines.get(store - 1 - narrowed));
    int first = store - 2 - 2 * narrowed;
    Matcher load = LOAD.matcher(lines.get(Math.max(0, first)));
    if (!step.matches()
        || !step.group(1).equals(narrowed == 1 ? narrow.group(2) : stored)
        || !load.matches()
        || !load.group(3).equals(variable)) {
      return Optional.empty();
    }
    Widening widening = widening(first + 1, load);
    if (widening.lines() != narrowed || !step.group(3).equals(widening.name())) {
      return Optional.empty();
    }
    int left = Long.SIZE - widening.from();
    return Optional.of(
        value ->
            next(step.group(2), widening.of(value), Long.parseLong(step.group(4)), widening.bits())
                << left
                >> left);
  }

  /** Whether the body goes elsewhere than on or back. */
  private boolean leaves(int head, int body, int back) {
    for (int i = body; i <= back; i++) {
      String line = lines.get(i);
      if (line.startsWith("  ret ")) {
        return true;
      }
      Matcher target = TARGET.matcher(line);
      while (target.find()) {
        int at = labels.get(target.group(1));
        if ((at < head || at > back) && !target.group(1).startsWith("unreachable")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it is used otherwise than by name. */
  private boolean isShared(String variable) {
    Pattern use = Pattern.compile(Pattern.quote(variable) + "(?![-\\w.])");
    for (String line : lines) {
      if (line.contains(variable)
          && use.matcher(line).find()
          && !LOAD.matcher(line).matches()
          && !line.contains("@llvm.lifetime.")
          && !line.contains(" = alloca ")
          && !(store(line).matches() && !line.contains("store ptr "))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(String predicate, long left, long right, int bits) {
    long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
    int unsigned = Long.compareUnsigned(left & mask, right & mask);
    return switch (predicate) {
      case "eq" -> unsigned == 0;
      case "ne" -> unsigned != 0;
      case "slt" -> left < right;
      case "sle" -> left <= right;
      case "sgt" -> left > right;
      case "sge" -> left >= right;
      case "ult" -> unsigned < 0;
      case "ule" -> unsigned <= 0;
      case "ugt" -> unsigned > 0;
      case "uge" -> unsigned >= 0;
      default -> throw new IllegalStateException("an unknown comparison: " + predicate);
    };
  }

  private static long next(String operation, long value, long by, int bits) {
    int left = Long.SIZE - bits;
    long plain = value << left >>> left;
    long next =
        switch (operation) {
          case "add" -> value + by;
          case "sub" -> value - by;
          case "mul" -> value * by;
          case "shl" -> value << by;
          case "lshr" -> plain >>> by;
          case "ashr" -> value >> by;
          case "udiv" -> Long.divideUnsigned(plain, by);
          default -> value / by;
        };
    return next << left >> left;
  }
}
