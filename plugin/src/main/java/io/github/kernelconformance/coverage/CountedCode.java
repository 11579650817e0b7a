package io.github.kernelconformance.coverage;

import io.github.kernelconformance.msl.PlainText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code that clang has made for coverage and not optimized yet, with counters of our own: those that
 * clang asks for, and three for each loop. Clang's counters stand where the program's paths part,
 * so whatever is optimized later, the counts are those of the program as written.
 */
public final class CountedCode {

  /** What clang is asked for. */
  public static final List<String> FLAGS =
      List.of(
          "-Xclang",
          "-fprofile-instrument=clang",
          "-Xclang",
          "-fcoverage-mapping",
          "-mllvm",
          "-enable-name-compression=false");

  private static final Pattern GLOBAL = Pattern.compile("(" + LlvmConstants.NAME + ") = .*");

  private static final Pattern DEFINITION =
      Pattern.compile("define .*?(" + LlvmConstants.NAME + ")\\(.*");

  private static final Pattern NAME = Pattern.compile(LlvmConstants.NAME);

  private static final String PROFILE_NAME = "@__profn_";

  private final List<String> code = new ArrayList<>();
  private final List<CountedFunction> functions = new ArrayList<>();
  private final Map<String, Set<String>> references = new HashMap<>();
  private final String array;
  private int counters;

  private CountedCode(int ordinal) {
    array = "@kernel_conformance_counts_" + ordinal;
  }

  /** The symbol of the number of counters, and behind it their address. */
  public static String symbol(int ordinal) {
    return "kernel_conformance_counters_" + ordinal;
  }

  /**
   * Puts counters into code.
   *
   * @param lines in LLVM's assembly language
   * @param text what was compiled, and where it comes from
   * @param file the name of the file that was compiled
   * @param own how many lines of the text are the user's; kernels' entries follow
   * @param ordinal of the text in its library, from 0
   * @param entry the beginning of the symbols of kernels' entries
   */
  public static CountedCode of(
      List<String> lines, PlainText text, String file, int own, int ordinal, String entry) {
    CountedCode it = new CountedCode(ordinal);
    it.read(lines, new CountedText(text, own, file, lines));
    it.keepReachable(entry);
    return it;
  }

  /** The code with counters. */
  public List<String> code() {
    return code;
  }

  /** What they count. */
  public CodeMap map() {
    return map;
  }

  private CodeMap map = CodeMap.empty();

  private void read(List<String> lines, CountedText text) {
    Map<String, byte[]> names = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher definition = DEFINITION.matcher(line);
      if (line.startsWith("define ") && definition.matches()) {
        int end = i;
        while (!lines.get(end).equals("}")) {
          end++;
        }
        function(definition.group(1), lines.subList(i, end + 1), text, names);
        i = end;
        continue;
      }
      Matcher global = GLOBAL.matcher(line);
      if (global.matches()) {
        if (line.startsWith(PROFILE_NAME) || line.startsWith("@\"__profn_")) {
          names.put(global.group(1), LlvmConstants.string(line));
        }
        refer(global.group(1), line);
      }
      code.add(line);
    }
    code.add("%s = internal global [%d x i64] zeroinitializer, align 8".formatted(array, counters));
    code.add(
        "@%s = constant { i64, ptr } { i64 %d, ptr %s }"
            .formatted(
                array.replace("@kernel_conformance_counts_", symbolStem()), counters, array));
  }

  private static String symbolStem() {
    return symbol(0).substring(0, symbol(0).length() - 1);
  }

  private void function(
      String symbol, List<String> lines, CountedText text, Map<String, byte[]> names) {
    FunctionCode it = new FunctionCode(lines, text, names, array, counters);
    code.addAll(it.code());
    counters = it.counters();
    it.function(plain(symbol)).ifPresent(functions::add);
    lines.forEach(line -> refer(symbol, line));
  }

  private void refer(String from, String line) {
    Set<String> all = references.computeIfAbsent(plain(from), key -> new HashSet<>());
    Matcher name = NAME.matcher(line);
    while (name.find()) {
      all.add(plain(name.group()));
    }
  }

  private static String plain(String name) {
    return name.substring(1).replace("\"", "");
  }

  /** What no kernel can reach does not count. */
  private void keepReachable(String entry) {
    List<CountedFunction> kept = new ArrayList<>();
    Map<String, List<Integer>> entries = new TreeMap<>();
    Map<String, Integer> places = new HashMap<>();
    for (String symbol : references.keySet().stream().filter(it -> it.startsWith(entry)).toList()) {
      Set<String> reached = reached(symbol);
      List<Integer> indices = new ArrayList<>();
      for (CountedFunction function : functions) {
        if (reached.contains(function.symbol())) {
          Integer place = places.get(function.symbol());
          if (place == null) {
            place = kept.size();
            places.put(function.symbol(), place);
            kept.add(function);
          }
          indices.add(place);
        }
      }
      entries.put(symbol, indices);
    }
    map = new CodeMap(counters, kept, entries);
  }

  private Set<String> reached(String symbol) {
    Set<String> reached = new HashSet<>(Set.of(symbol));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String next : references.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }
}
