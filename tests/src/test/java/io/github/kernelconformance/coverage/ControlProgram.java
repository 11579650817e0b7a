package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A kernel of control statements, as Metal text and as something that runs here and counts: what
 * each line, side of a condition and loop does is known without a compiler.
 */
final class ControlProgram {

  /** What is counted. Conditions are named by their line and text. */
  record Counts(
      Map<Integer, Long> lines, Map<String, long[]> branches, Map<Integer, long[]> loops) {
    Counts() {
      this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  enum End {
    NORMAL,
    BREAK,
    CONTINUE,
    RETURN
  }

  /** What a lane knows. */
  static final class Lane {
    final int[] v;
    final Map<String, Integer> counters = new TreeMap<>();
    int value;

    Lane(int... v) {
      this.v = v;
    }
  }

  interface Statement {
    End run(Lane lane);
  }

  private interface Condition {
    boolean holds(Lane lane);
  }

  /** A condition and its text; leaves count themselves. */
  private record Written(String text, Condition condition) {}

  private final List<String> text;
  private final Random random;
  final Counts counts = new Counts();
  private int names;

  ControlProgram(List<String> text, long seed) {
    this.text = text;
    this.random = new Random(seed);
  }

  /** The number of the next line. */
  private int next() {
    return text.size() + 1;
  }

  private int line(int depth, String code) {
    text.add("  ".repeat(depth) + code);
    return text.size();
  }

  /** A line that has code. */
  private int code(int depth, String code) {
    int line = line(depth, code);
    counts.lines.putIfAbsent(line, 0L);
    return line;
  }

  private void ran(int line) {
    counts.lines.merge(line, 1L, Long::sum);
  }

  private String name(String stem) {
    return stem + names++;
  }

  /** A block of some statements. */
  Statement block(int depth, int most, boolean inLoop) {
    List<Statement> all = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      all.add(statement(depth, inLoop));
    }
    return lane -> {
      for (Statement it : all) {
        End end = it.run(lane);
        if (end != End.NORMAL) {
          return end;
        }
      }
      return End.NORMAL;
    };
  }

  Statement statement(int depth, boolean inLoop) {
    int kinds = depth > 4 ? 3 : 12;
    return statement(random.nextInt(kinds), depth, inLoop);
  }

  static final int KINDS = 12;

  Statement statement(int kind, int depth, boolean inLoop) {
    return switch (kind) {
      case 0, 1 -> assignment(depth);
      case 2 -> choice(depth);
      case 3 -> plainIf(depth, inLoop);
      case 4 -> chain(depth, inLoop);
      case 5 -> forLoop(depth);
      case 6 -> endless(depth);
      case 7 -> whileLoop(depth);
      case 8 -> doLoop(depth);
      case 9 -> switchOf(depth, inLoop);
      case 10 -> logical(depth);
      default -> leave(depth, inLoop);
    };
  }

  private Statement assignment(int depth) {
    int to = random.nextInt(3);
    int from = random.nextInt(3);
    int by = random.nextInt(5) - 2;
    int line = code(depth, "v%d += v%d + %d;".formatted(to, from, by));
    return lane -> {
      ran(line);
      lane.v[to] += lane.v[from] + by;
      return End.NORMAL;
    };
  }

  private Statement choice(int depth) {
    Written it = condition(next(), 1);
    int to = random.nextInt(3);
    int line = code(depth, "v%d = %s ? v0 + 1 : v1 - 1;".formatted(to, it.text()));
    return lane -> {
      ran(line);
      lane.v[to] = it.condition().holds(lane) ? lane.v[0] + 1 : lane.v[1] - 1;
      return End.NORMAL;
    };
  }

  private Statement logical(int depth) {
    Written it = joined(next(), 2);
    int line = code(depth, "v2 += int(%s);".formatted(it.text()));
    return lane -> {
      ran(line);
      lane.v[2] += it.condition().holds(lane) ? 1 : 0;
      return End.NORMAL;
    };
  }

  private Statement plainIf(int depth, boolean inLoop) {
    Written it = condition(next(), 2);
    int line = code(depth, "if (%s) {".formatted(it.text()));
    Statement then = block(depth + 1, 2, inLoop);
    line(depth, "}");
    return lane -> {
      ran(line);
      return it.condition().holds(lane) ? then.run(lane) : End.NORMAL;
    };
  }

  private Statement chain(int depth, boolean inLoop) {
    Written first = condition(next(), 1);
    int line = code(depth, "if (%s) {".formatted(first.text()));
    Statement then = block(depth + 1, 1, inLoop);
    Written second = condition(next(), 1);
    int other = code(depth, "} else if (%s) {".formatted(second.text()));
    Statement elseThen = block(depth + 1, 1, inLoop);
    line(depth, "} else {");
    Statement last = block(depth + 1, 1, inLoop);
    line(depth, "}");
    return lane -> {
      ran(line);
      if (first.condition().holds(lane)) {
        return then.run(lane);
      }
      ran(other);
      return second.condition().holds(lane) ? elseThen.run(lane) : last.run(lane);
    };
  }

  /** Counts the trips of one run. */
  private final class Trips {
    private final long[] loop;
    private int trips;

    private Trips(int line) {
      loop = counts.loops.computeIfAbsent(line, key -> new long[3]);
      loop[0]++;
    }

    private void begin() {
      trips++;
      if (trips <= 2) {
        loop[trips]++;
      }
    }
  }

  private int loop(int line) {
    counts.loops.computeIfAbsent(line, key -> new long[3]);
    return line;
  }

  private Statement forLoop(int depth) {
    String i = name("i");
    int mask = random.nextInt(4);
    Written it =
        leaf(
            next(),
            "%s < (v1 & %d)".formatted(i, mask),
            lane -> lane.counters.get(i) < (lane.v[1] & mask));
    int line = loop(code(depth, "for (int %s = 0; %s; ++%s) {".formatted(i, it.text(), i)));
    Statement body = block(depth + 1, 3, true);
    line(depth, "}");
    return lane -> {
      Trips trips = new Trips(line);
      lane.counters.put(i, 0);
      while (true) {
        ran(line);
        if (!it.condition().holds(lane)) {
          return End.NORMAL;
        }
        trips.begin();
        End end = body.run(lane);
        if (end == End.RETURN) {
          return end;
        }
        if (end == End.BREAK) {
          return End.NORMAL;
        }
        lane.counters.merge(i, 1, Integer::sum);
      }
    };
  }

  private Statement endless(int depth) {
    String i = name("e");
    int start = code(depth, "int %s = v0 & 3;".formatted(i));
    boolean isWhile = random.nextBoolean();
    int line = loop(code(depth, isWhile ? "while (true) {" : "for (;;) {"));
    Written it = leaf(next(), i + " > 3", lane -> lane.counters.get(i) > 3);
    int test = code(depth + 1, "if (%s) {".formatted(it.text()));
    int leave = code(depth + 2, "break;");
    line(depth + 1, "}");
    int step = code(depth + 1, "%s += 2;".formatted(i));
    Statement body = block(depth + 1, 2, true);
    line(depth, "}");
    return lane -> {
      ran(start);
      ran(line);
      Trips trips = new Trips(line);
      lane.counters.put(i, lane.v[0] & 3);
      while (true) {
        trips.begin();
        ran(test);
        if (it.condition().holds(lane)) {
          ran(leave);
          return End.NORMAL;
        }
        ran(step);
        lane.counters.merge(i, 2, Integer::sum);
        End end = body.run(lane);
        if (end == End.RETURN) {
          return end;
        }
        if (end == End.BREAK) {
          return End.NORMAL;
        }
      }
    };
  }

  private Statement whileLoop(int depth) {
    String i = name("w");
    int start = code(depth, "int %s = 0;".formatted(i));
    Written first = leaf(next(), i + " < (v2 & 3)", lane -> lane.counters.get(i) < (lane.v[2] & 3));
    Written second = leaf(next(), "v0 != 5", lane -> lane.v[0] != 5);
    int line = loop(code(depth, "while (%s && %s) {".formatted(first.text(), second.text())));
    int step = code(depth + 1, "++%s;".formatted(i));
    Statement body = block(depth + 1, 2, true);
    line(depth, "}");
    return lane -> {
      ran(start);
      Trips trips = new Trips(line);
      lane.counters.put(i, 0);
      while (true) {
        ran(line);
        if (!(first.condition().holds(lane) && second.condition().holds(lane))) {
          return End.NORMAL;
        }
        trips.begin();
        ran(step);
        lane.counters.merge(i, 1, Integer::sum);
        End end = body.run(lane);
        if (end == End.RETURN) {
          return end;
        }
        if (end == End.BREAK) {
          return End.NORMAL;
        }
      }
    };
  }

  private Statement doLoop(int depth) {
    String i = name("d");
    int start = code(depth, "int %s = 0;".formatted(i));
    int line = loop(code(depth, "do {"));
    int step = code(depth + 1, "++%s;".formatted(i));
    Statement body = block(depth + 1, 2, true);
    Written it = leaf(next(), i + " < (v1 & 3)", lane -> lane.counters.get(i) < (lane.v[1] & 3));
    int test = code(depth, "} while (%s);".formatted(it.text()));
    return lane -> {
      ran(start);
      ran(line);
      Trips trips = new Trips(line);
      lane.counters.put(i, 0);
      while (true) {
        trips.begin();
        ran(step);
        lane.counters.merge(i, 1, Integer::sum);
        End end = body.run(lane);
        if (end == End.RETURN) {
          return end;
        }
        if (end == End.BREAK) {
          return End.NORMAL;
        }
        ran(test);
        if (!it.condition().holds(lane)) {
          return End.NORMAL;
        }
      }
    };
  }

  /** Case 1 falls through to case 2; there may be a default. */
  private Statement switchOf(int depth, boolean inLoop) {
    boolean hasDefault = random.nextBoolean();
    int line = code(depth, "switch (v1 & 3) {");
    // Without a default, whether there is a case is a condition.
    String none = hasDefault ? "" : label(line, "v1 & 3");
    String first = label(line(depth + 1, "case 1:"), "case 1");
    Statement one = assignment(depth + 2);
    String second = label(line(depth + 1, "case 2: {"), "case 2");
    Statement two = block(depth + 2, 1, inLoop);
    int leave = code(depth + 2, "break;");
    line(depth + 1, "}");
    String other = hasDefault ? label(line(depth + 1, "default:"), "default") : "";
    Statement rest = hasDefault ? assignment(depth + 2) : lane -> End.NORMAL;
    line(depth, "}");
    return lane -> {
      ran(line);
      int value = lane.v[1] & 3;
      if (!hasDefault) {
        counts.branches.get(none)[value == 1 || value == 2 ? 0 : 1]++;
      }
      if (value == 1) {
        counts.branches.get(first)[0]++;
        one.run(lane);
      } else if (value == 2) {
        counts.branches.get(second)[0]++;
      } else {
        if (hasDefault) {
          counts.branches.get(other)[0]++;
        }
        return rest.run(lane);
      }
      End end = two.run(lane);
      if (end == End.NORMAL) {
        ran(leave);
      }
      // A break in the block would leave the switch.
      return end == End.BREAK ? End.NORMAL : end;
    };
  }

  private String label(int line, String text) {
    String name = line + " " + text;
    counts.branches.put(name, new long[2]);
    return name;
  }

  private Statement leave(int depth, boolean inLoop) {
    Written it = leaf(next(), "v2 > 6", lane -> lane.v[2] > 6);
    int line = code(depth, "if (%s) {".formatted(it.text()));
    End end =
        inLoop ? List.of(End.BREAK, End.CONTINUE, End.RETURN).get(random.nextInt(3)) : End.RETURN;
    int how =
        code(
            depth + 1,
            end == End.BREAK ? "break;" : end == End.CONTINUE ? "continue;" : "return v0;");
    line(depth, "}");
    return lane -> {
      ran(line);
      if (!it.condition().holds(lane)) {
        return End.NORMAL;
      }
      ran(how);
      lane.value = lane.v[0];
      return end;
    };
  }

  private Written leaf(int line, String text, Condition condition) {
    String name = line + " " + text;
    counts.branches.put(name, new long[2]);
    return new Written(
        text,
        lane -> {
          boolean holds = condition.holds(lane);
          counts.branches.get(name)[holds ? 0 : 1]++;
          return holds;
        });
  }

  private Written condition(int line, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind < 2) {
      int left = random.nextInt(3);
      // Each leaf has a number of its own, so that its text is its own.
      int with = names++;
      int mask = 1 + random.nextInt(6);
      return leaf(
          line,
          "((v%d + %d) & %d) > 0".formatted(left, with, mask),
          lane -> ((lane.v[left] + with) & mask) > 0);
    }
    return joined(line, depth);
  }

  private Written joined(int line, int depth) {
    Written left = condition(line, depth - 1);
    Written right = condition(line, depth - 1);
    return random.nextBoolean()
        ? new Written(
            "(%s && %s)".formatted(left.text(), right.text()),
            lane -> left.condition().holds(lane) && right.condition().holds(lane))
        : new Written(
            "(%s || %s)".formatted(left.text(), right.text()),
            lane -> left.condition().holds(lane) || right.condition().holds(lane));
  }

  /** A function with a body of some statements; what it returns. */
  Statement function(String head, List<Integer> kinds) {
    line(0, head);
    List<Statement> all = new ArrayList<>();
    for (int kind : kinds) {
      all.add(statement(kind, 1, false));
    }
    int last = code(1, "return v0 + 31 * v1 + 17 * v2;");
    line(0, "}");
    return lane -> {
      for (Statement it : all) {
        if (it.run(lane) == End.RETURN) {
          return End.RETURN;
        }
      }
      ran(last);
      lane.value = lane.v[0] + 31 * lane.v[1] + 17 * lane.v[2];
      return End.RETURN;
    };
  }
}
