package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A code map as lines of text, to be kept beside its library. Fields are separated by tabs. */
public final class CodeMapText {

  private CodeMapText() {}

  /** The lines of a map. */
  public static List<String> write(CodeMap map) {
    List<String> text = new ArrayList<>();
    text.add("counters\t" + map.counters());
    for (CountedFunction it : map.functions()) {
      text.add("function\t" + it.symbol());
      it.lines().forEach(at -> text.add(join("line", at.file(), at.line(), sum(at.count()))));
      it.branches()
          .forEach(
              at ->
                  text.add(
                      join(
                          at.label() ? "label" : "condition",
                          at.file(),
                          at.line(),
                          at.column(),
                          at.text(),
                          sum(at.taken()),
                          sum(at.other()))));
      it.loops()
          .forEach(
              at ->
                  text.add(
                      join(
                          "loop",
                          at.file(),
                          at.line(),
                          at.column(),
                          at.keyword(),
                          sum(at.runs()),
                          sum(at.once()),
                          sum(at.again()),
                          numbers(at.fixed().stream().toList()))));
    }
    new TreeMap<>(map.entries())
        .forEach((entry, functions) -> text.add(join("entry", entry, numbers(functions))));
    return text;
  }

  /**
   * The map of some lines.
   *
   * @throws IllegalArgumentException if they are not those of a map
   */
  public static CodeMap read(List<String> text) {
    int counters = 0;
    List<CountedFunction> functions = new ArrayList<>();
    Map<String, List<Integer>> entries = new TreeMap<>();
    String symbol = null;
    List<CountedLine> lines = new ArrayList<>();
    List<CountedBranch> branches = new ArrayList<>();
    List<CountedLoop> loops = new ArrayList<>();
    for (String line : text) {
      String[] at = line.split("\t", -1);
      if (symbol != null && (at[0].equals("function") || at[0].equals("entry"))) {
        functions.add(new CountedFunction(symbol, lines, branches, loops));
        symbol = null;
        lines.clear();
        branches.clear();
        loops.clear();
      }
      switch (at[0]) {
        case "counters" -> counters = Integer.parseInt(at[1]);
        case "function" -> symbol = at[1];
        case "line" -> lines.add(new CountedLine(at[1], Integer.parseInt(at[2]), sum(at[3])));
        case "label", "condition" ->
            branches.add(
                new CountedBranch(
                    at[1],
                    Integer.parseInt(at[2]),
                    Integer.parseInt(at[3]),
                    at[4],
                    at[0].equals("label"),
                    sum(at[5]),
                    sum(at[6])));
        case "loop" ->
            loops.add(
                new CountedLoop(
                    at[1],
                    Integer.parseInt(at[2]),
                    Integer.parseInt(at[3]),
                    at[4],
                    sum(at[5]),
                    sum(at[6]),
                    sum(at[7]),
                    numbers(at[8]).stream().findFirst()));
        case "entry" -> entries.put(at[1], numbers(at[2]));
        default -> throw new IllegalArgumentException("not a line of a code map: " + line);
      }
    }
    return new CodeMap(counters, functions, entries);
  }

  private static String join(Object... fields) {
    return Arrays.stream(fields)
        .map(it -> it.toString().replaceAll("[\t\n]", " "))
        .collect(Collectors.joining("\t"));
  }

  private static String sum(Sum sum) {
    return numbers(sum.terms());
  }

  private static Sum sum(String text) {
    return new Sum(numbers(text));
  }

  private static String numbers(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static List<Integer> numbers(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
  }
}
