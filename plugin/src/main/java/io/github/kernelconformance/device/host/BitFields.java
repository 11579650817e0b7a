package io.github.kernelconformance.device.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes of bit-fields as Metal has them. Clang reads the bytes around a bit-field, changes some
 * bits and writes the bytes back. That is not a read of the kernel's, and in memory that nothing
 * has written it would be reported as one. So AddressSanitizer is told to leave both accesses
 * alone, and the check of a write is called before them.
 */
final class BitFields {

  /** Values keep the names that clang gives them: {@code bf.load}, {@code bf.clear}. */
  static final String NAMES = "-fno-discard-value-names";

  private static final Pattern LOAD =
      Pattern.compile(
          " *(?<name>%bf\\.load\\d*) = load (?:volatile )?i(?<bits>\\d+), ptr (?<pointer>\\S+),"
              + " align (?<alignment>\\d+)(?<debug>, !dbg !\\d+)?.*");
  private static final Pattern CLEAR =
      Pattern.compile(" *(?<name>%bf\\.clear\\d*) = and i\\d+ (?<of>%bf\\.load\\d*), .*");
  private static final Pattern SET =
      Pattern.compile(
          " *(?<name>%bf\\.set\\d*) = or (?:disjoint )?i\\d+ (?<of>%bf\\.clear\\d*), .*");
  private static final Pattern STORE =
      Pattern.compile(" *store (?:volatile )?i\\d+ (?<of>%bf\\.set\\d*), ptr (?<pointer>\\S+), .*");

  /** A variable of the function, or a member of one, whose place is known. */
  private static final Pattern LOCAL =
      Pattern.compile(
          " *(?<name>%\\S+) = (?:alloca .*|getelementptr [^%]*(?:%[^%]*,)?[^%]* ptr (?<of>%[^ ,]+)[^%]*)");

  private static final Set<Integer> SIZES = Set.of(1, 2, 4, 8, 16);
  private static final String NOT_CHECKED = ", !nosanitize !{}";

  private final List<String> code;

  /** For each line that becomes others, these. */
  private final Map<Integer, List<String>> changed = new HashMap<>();

  private final Set<String> declared = new TreeSet<>();

  private BitFields(List<String> code) {
    this.code = code;
  }

  /**
   * Has bit-fields that are written checked as writes alone.
   *
   * @param code the lines of a module in LLVM's textual language, with {@link #NAMES}, before
   *     AddressSanitizer has seen it
   */
  static List<String> written(List<String> code) {
    return new BitFields(code).written();
  }

  private List<String> written() {
    for (int i = 0; i < code.size(); i++) {
      if (code.get(i).startsWith("define ")) {
        i = function(i + 1);
      }
    }
    if (changed.isEmpty()) {
      return code;
    }
    List<String> lines = new ArrayList<>(code.size() + 4 * changed.size());
    for (int i = 0; i < code.size(); i++) {
      lines.addAll(changed.getOrDefault(i, List.of(code.get(i))));
    }
    lines.addAll(declared);
    return lines;
  }

  /** Changes a function's lines; the index of its last one. */
  private int function(int begin) {
    Map<String, Integer> loads = new HashMap<>();
    Map<String, String> origins = new HashMap<>();
    Set<String> locals = new HashSet<>();
    int i = begin;
    for (; i < code.size() && !code.get(i).equals("}"); i++) {
      String line = code.get(i);
      if (line.contains(" = alloca ") || line.contains(" = getelementptr ")) {
        Matcher local = LOCAL.matcher(line);
        if (local.matches() && (local.group("of") == null || locals.contains(local.group("of")))) {
          locals.add(local.group("name"));
        }
      } else if (line.contains("%bf.")) {
        Matcher load = LOAD.matcher(line);
        if (load.matches()) {
          loads.put(load.group("name"), i);
        }
        remember(CLEAR.matcher(line), origins);
        remember(SET.matcher(line), origins);
        Matcher store = STORE.matcher(line);
        if (store.matches() && !locals.contains(store.group("pointer"))) {
          Integer from = loads.get(origins.getOrDefault(origins.get(store.group("of")), ""));
          if (from != null) {
            change(from, i, store.group("pointer"));
          }
        }
      }
    }
    return i;
  }

  private static void remember(Matcher matcher, Map<String, String> origins) {
    if (matcher.matches()) {
      origins.put(matcher.group("name"), matcher.group("of"));
    }
  }

  private void change(int load, int store, String pointer) {
    Matcher it = LOAD.matcher(code.get(load));
    if (!it.matches() || !it.group("pointer").equals(pointer)) {
      return;
    }
    int bytes = (Integer.parseInt(it.group("bits")) + 7) / 8;
    boolean whole = SIZES.contains(bytes) && Integer.parseInt(it.group("alignment")) >= bytes;
    String callback = whole ? "@__asan_store" + bytes : "@__asan_storeN";
    declared.add("declare void %s(i64%s)".formatted(callback, whole ? "" : ", i64"));
    String address = "%bf.address." + load;
    changed.put(
        load,
        List.of(
            "  " + address + " = ptrtoint ptr " + pointer + " to i64",
            "  call void %s(i64 %s%s) nounwind nomerge%s"
                .formatted(
                    callback,
                    address,
                    whole ? "" : ", i64 " + bytes,
                    it.group("debug") == null ? "" : it.group("debug")),
            code.get(load) + NOT_CHECKED));
    changed.put(store, List.of(code.get(store) + NOT_CHECKED));
  }
}
