package io.github.kernelconformance.coverage;

import io.github.kernelconformance.coverage.CountedText.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One function of clang's code, with its counters. */
final class FunctionCode {

  private static final Pattern INCREMENT =
      Pattern.compile(
          " *call void @llvm\\.instrprof\\.increment(?:\\.step)?\\(ptr ("
              + LlvmConstants.NAME
              + "), i64 -?\\d+, i32 (\\d+), i32 (\\d+)(?:, i64 ([^)]+))?\\).*");

  private static final String INCREMENTS = "@llvm.instrprof.increment";

  private static final Pattern DEBUG = Pattern.compile("!dbg !(\\d+)");

  /** They say where variables live, and where a function's brace is; nothing is done there. */
  private static final Pattern NO_CODE =
      Pattern.compile(" *(?:(?:tail )?call void @llvm\\.lifetime\\.|ret ).*");

  private static final String UNKNOWN_KEYWORD = "for";

  private final CountedText text;
  private final List<String> code = new ArrayList<>();
  private final Set<Integer> incremented = new HashSet<>();
  private final Set<Place> points = new LinkedHashSet<>();
  private final List<LoopCounter> loops = new ArrayList<>();
  private final List<CountedLoop> uncounted = new ArrayList<>();
  private final List<Region> regions;
  private final String array;
  private final int first;
  private int counters;
  private int names;

  /**
   * @param lines from its head to its closing brace
   * @param names of profiles, by global
   * @param array the global that has the counters
   * @param first the first counter that is free
   */
  FunctionCode(
      List<String> lines, CountedText text, Map<String, byte[]> names, String array, int first) {
    this.text = text;
    this.array = array;
    this.first = first;
    this.counters = first;
    this.regions = regions(lines, names);
    if (regions.isEmpty()) {
      lines.stream().filter(it -> !it.contains(INCREMENTS)).forEach(code::add);
      return;
    }
    lines.forEach(this::look);
    Map<Integer, LoopBlocks> blocks = LoopBlocks.among(lines);
    blocks.forEach(this::loop);
    write(lines);
  }

  private List<Region> regions(List<String> lines, Map<String, byte[]> names) {
    for (String line : lines) {
      Matcher it = INCREMENT.matcher(line);
      if (line.contains(INCREMENTS) && it.matches()) {
        counters = first + Integer.parseInt(it.group(2));
        List<Region> found = text.regions(names.get(it.group(1)));
        if (found.isEmpty()) {
          counters = first;
        }
        return found;
      }
    }
    return List.of();
  }

  List<String> code() {
    return code;
  }

  /** The first counter that is free behind it. */
  int counters() {
    return counters;
  }

  /** What is counted; empty for a function that is not the user's. */
  Optional<CountedFunction> function(String symbol) {
    if (regions.isEmpty()) {
      return Optional.empty();
    }
    FunctionMap map = new FunctionMap(text.text(), regions, points, incremented);
    CountedFunction counted =
        new CountedFunction(
            symbol,
            map.lines(),
            map.branches(),
            Stream.concat(loops.stream().map(it -> it.map(text.text(), first)), uncounted.stream())
                .toList());
    return Optional.of(counted.shifted(first));
  }

  private void look(String line) {
    if (line.contains(INCREMENTS)) {
      Matcher it = INCREMENT.matcher(line);
      if (it.matches()) {
        incremented.add(Integer.valueOf(it.group(3)));
      }
    } else if (!NO_CODE.matcher(line).matches()) {
      Matcher debug = DEBUG.matcher(line);
      if (line.startsWith("  ") && debug.find()) {
        text.place(Integer.parseInt(debug.group(1)))
            .filter(it -> !text.text().rest(it.line(), it.column()).startsWith("}"))
            .ifPresent(points::add);
      }
    }
  }

  /** A loop whose trips cannot be found in the code is told without them. */
  private void loop(int node, LoopBlocks blocks) {
    Place place = text.loop(node).orElse(null);
    if (place == null) {
      return;
    }
    String keyword =
        LoopSyntax.keyword(text.text(), place.line(), place.column()).orElse(UNKNOWN_KEYWORD);
    Optional<Integer> body = keyword.equals("do") ? blocks.increment() : body(place, keyword);
    if (body.isEmpty()) {
      uncounted.add(LoopCounter.uncounted(text.text(), place, keyword));
    } else {
      loops.add(new LoopCounter(place, keyword, blocks, body.get(), counters));
      counters += LoopCounter.COUNTERS;
    }
  }

  /** The counter of a body; that of an outermost region which begins there. */
  private Optional<Integer> body(Place loop, String keyword) {
    LoopSyntax.Place body =
        LoopSyntax.body(text.text(), loop.line(), loop.column(), keyword).orElse(null);
    Region outermost = null;
    for (Region it : regions) {
      if (body != null
          && it.kind() == Region.Kind.CODE
          && it.startsAt(body.line(), body.column())
          && (outermost == null || outermost.within(it))) {
        outermost = it;
      }
    }
    return Optional.ofNullable(outermost)
        .map(Region::count)
        .filter(Sum::isCounter)
        .map(it -> it.terms().get(0))
        .filter(incremented::contains);
  }

  private void write(List<String> lines) {
    // The first block has a label where names are kept.
    int begin = LoopBlocks.isLabel(lines.get(1)) ? 2 : 1;
    code.addAll(lines.subList(0, begin));
    loops.forEach(it -> code.addAll(it.begin()));
    Map<Integer, List<LoopCounter>> bodies = new HashMap<>();
    loops.forEach(it -> bodies.computeIfAbsent(it.body(), key -> new ArrayList<>()).add(it));
    Map<Integer, LoopCounter> entries = new HashMap<>();
    loops.forEach(it -> it.blocks().entry().ifPresent(line -> entries.put(line, it)));
    for (int i = begin; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains(INCREMENTS)) {
        Matcher it = INCREMENT.matcher(line);
        if (it.matches()) {
          int index = Integer.parseInt(it.group(3));
          add(first + index, it.group(4) == null ? "1" : it.group(4));
          bodies.getOrDefault(index, List.of()).forEach(this::trip);
          continue;
        }
      }
      if (entries.containsKey(i)) {
        enter(entries.get(i));
      }
      code.add(line);
    }
  }

  private void enter(LoopCounter loop) {
    code.add("  store i8 %d, ptr %s".formatted(loop.isDo() ? 1 : 0, loop.variable()));
    add(loop.runs(), "1");
    if (loop.isDo()) {
      add(loop.once(), "1");
    }
  }

  /** Counts the first and the second trip of a run, and goes on to say that there were two. */
  private void trip(LoopCounter loop) {
    String trips = name();
    code.add("  %s = load i8, ptr %s".formatted(trips, loop.variable()));
    if (!loop.isDo()) {
      add(loop.once(), equal(trips, 0));
    }
    add(loop.again(), equal(trips, 1));
    String few = name();
    code.add("  %s = icmp ult i8 %s, 2".formatted(few, trips));
    String one = name();
    code.add("  %s = zext i1 %s to i8".formatted(one, few));
    String next = name();
    code.add("  %s = add i8 %s, %s".formatted(next, trips, one));
    code.add("  store i8 %s, ptr %s".formatted(next, loop.variable()));
  }

  private String equal(String trips, int number) {
    String same = name();
    code.add("  %s = icmp eq i8 %s, %d".formatted(same, trips, number));
    String one = name();
    code.add("  %s = zext i1 %s to i64".formatted(one, same));
    return one;
  }

  private void add(int counter, String step) {
    String place = "getelementptr inbounds (i64, ptr %s, i64 %d)".formatted(array, counter);
    String before = name();
    String after = name();
    code.add("  %s = load i64, ptr %s, align 8".formatted(before, place));
    code.add("  %s = add i64 %s, %s".formatted(after, before, step));
    code.add("  store i64 %s, ptr %s, align 8".formatted(after, place));
  }

  private String name() {
    return "%kernel_conformance." + names++;
  }
}
