package io.github.kernelconformance.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a loop is in clang's code.
 *
 * @param entry the line of the branch that comes to the loop from before it; empty where none does
 * @param increment the counter that stands first in the block that the loop goes back to
 * @param fixed how many trips each run of it makes: 0, 1, or 2 for more; empty where it varies
 */
record LoopBlocks(Optional<Integer> entry, Optional<Integer> increment, Optional<Integer> fixed) {

  private static final Pattern LABEL = Pattern.compile("(\"[^\"]*\"|[-\\w.$]+):.*");
  private static final Pattern LOOP = Pattern.compile("  br .*!llvm\\.loop !(\\d+).*");
  private static final Pattern TARGET = Pattern.compile("label %(\"[^\"]*\"|[-\\w.$]+)");
  private static final Pattern INCREMENT =
      Pattern.compile(" *call void @llvm\\.instrprof\\.increment\\(.*, i32 \\d+, i32 (\\d+)\\).*");

  /** The loops of a function's lines, by their node. */
  static Map<Integer, LoopBlocks> among(List<String> lines) {
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      Matcher label = LABEL.matcher(lines.get(i));
      if (label.matches()) {
        labels.put(label.group(1), i);
      }
    }
    Map<Integer, Integer> heads = new TreeMap<>();
    Map<Integer, Integer> backs = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher loop = LOOP.matcher(line);
      if (line.contains("!llvm.loop") && loop.matches()) {
        backs.put(Integer.valueOf(loop.group(1)), i);
        Matcher target = TARGET.matcher(line);
        while (target.find()) {
          // A loop goes back; other targets, such as what follows a do, come later.
          heads.merge(Integer.valueOf(loop.group(1)), labels.get(target.group(1)), Math::min);
        }
      }
    }
    Map<Integer, LoopBlocks> loops = new TreeMap<>();
    heads.forEach((node, head) -> loops.put(node, of(lines, labels, head, backs.get(node))));
    return loops;
  }

  private static LoopBlocks of(
      List<String> lines, Map<String, Integer> labels, int head, int back) {
    Matcher increment = INCREMENT.matcher(lines.get(head + 1));
    Optional<Integer> counter =
        increment.matches() ? Optional.of(Integer.valueOf(increment.group(1))) : Optional.empty();
    // The code before a loop falls into it: into its first block, or around the counter of a do.
    int before = head - 1;
    while (before > 0 && lines.get(before).isEmpty()) {
      before--;
    }
    String own = label(lines.get(head));
    String around =
        counter.isPresent() && lines.get(head + 2).startsWith("  br label ")
            ? target(lines.get(head + 2))
            : own;
    String line = lines.get(before);
    boolean enters =
        line.startsWith("  br label ") && (target(line).equals(own) || target(line).equals(around));
    return new LoopBlocks(
        enters ? Optional.of(before) : Optional.empty(),
        counter,
        enters ? FixedTrips.of(lines, labels, before, head, back) : Optional.empty());
  }

  /** Whether a block begins with a line. */
  static boolean isLabel(String line) {
    return LABEL.matcher(line).matches();
  }

  private static String label(String line) {
    Matcher label = LABEL.matcher(line);
    return label.matches() ? label.group(1) : "";
  }

  private static String target(String line) {
    Matcher target = TARGET.matcher(line);
    return target.find() ? target.group(1) : "";
  }
}
