package io.github.kernelconformance.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the counters of a library count.
 *
 * @param counters how many there are
 * @param functions the user's functions that some kernel of the library can reach
 * @param entries by the symbol of a kernel's entry the functions that it can reach, as indices
 */
public record CodeMap(
    int counters, List<CountedFunction> functions, Map<String, List<Integer>> entries) {

  public CodeMap {
    functions = List.copyOf(functions);
    entries = Map.copyOf(entries);
  }

  /** The map of a library without kernels. */
  public static CodeMap empty() {
    return new CodeMap(0, List.of(), Map.of());
  }

  /** The functions that a kernel can reach. */
  public List<CountedFunction> of(String entry) {
    return entries.getOrDefault(entry, List.of()).stream().map(functions::get).toList();
  }

  /** With the code of another text of the same library, whose counters lie behind these. */
  public CodeMap and(CodeMap next) {
    List<CountedFunction> all = new ArrayList<>(functions);
    next.functions.forEach(it -> all.add(it.shifted(counters)));
    Map<String, List<Integer>> reached = new TreeMap<>(entries);
    next.entries.forEach(
        (entry, indices) ->
            reached.put(entry, indices.stream().map(it -> it + functions.size()).toList()));
    return new CodeMap(counters + next.counters, all, reached);
  }
}
