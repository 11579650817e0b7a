package io.github.kernelconformance.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text with all its mutants, of which one is chosen while it runs (Untch, Offutt and Harrold,
 * "Mutation Analysis Using Mutant Schemata", 1993). Every line keeps its number.
 *
 * @param text the text
 * @param changes in the order of their numbers, which begin at 1
 * @param alternatives where in the text each change stands, in the same order
 */
record Schemata(String text, List<Change> changes, List<Span> alternatives) {

  /** A part of the text. */
  record Span(int begin, int end) {

    boolean contains(int offset) {
      return begin <= offset && offset < end;
    }
  }

  private static final String CHOSEN = "::kernel_conformance::chosen(%d, %d)";

  /** All changes of one expression, or at one place. */
  private record Group(int begin, int end, List<Change> changes) {

    boolean discarded() {
      return changes.stream().anyMatch(Change::discarded);
    }
  }

  /**
   * Makes the text.
   *
   * @param changes in any order; their ranges are those of a syntax tree, so that one lies in
   *     another or apart from it
   */
  static Schemata of(String text, Collection<Change> changes) {
    Map<List<Integer>, Group> groups = new LinkedHashMap<>();
    for (Change change : changes) {
      groups
          .computeIfAbsent(
              List.of(change.begin(), change.end()),
              key -> new Group(change.begin(), change.end(), new ArrayList<>()))
          .changes()
          .add(change);
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparingInt(Group::begin)
            .thenComparing(group -> group.begin() < group.end()) // a statement comes before
            .thenComparing(Comparator.comparingInt(Group::end).reversed()));
    Writer writer = new Writer(text, sorted);
    writer.write(0, text.length());
    return new Schemata(writer.out.toString(), writer.changes, writer.alternatives);
  }

  /** The number of the change whose text an offset is in; 0 where it is in none. */
  int at(int offset) {
    for (int i = 0; i < alternatives.size(); i++) {
      if (alternatives.get(i).contains(offset)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The changes that undo mistakes in the line of the text that an offset is in. */
  List<Change> repairsInLineOf(int offset) {
    int begin = text.lastIndexOf('\n', offset - 1) + 1;
    int next = text.indexOf('\n', offset);
    int end = next < 0 ? text.length() : next;
    List<Change> repairs = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Span span = alternatives.get(i);
      if (changes.get(i).operator().repairs() && begin <= span.begin() && span.end() <= end) {
        repairs.add(changes.get(i));
      }
    }
    return repairs;
  }

  private static final class Writer {
    private final String text;
    private final List<Group> groups;
    private final StringBuilder out = new StringBuilder();
    private final List<Change> changes = new ArrayList<>();
    private final List<Span> alternatives = new ArrayList<>();
    private int next;

    Writer(String text, List<Group> groups) {
      this.text = text;
      this.groups = groups;
    }

    /** Writes a part of the text with the groups in it. */
    void write(int from, int to) {
      int at = from;
      while (next < groups.size() && groups.get(next).end() <= to) {
        Group group = groups.get(next);
        next++;
        if (group.begin() < at) {
          continue; // it overlaps with what is written
        }
        out.append(text, at, group.begin());
        write(group);
        at = group.end();
      }
      out.append(text, at, to);
    }

    private void write(Group group) {
      int first = changes.size() + 1;
      changes.addAll(group.changes());
      group.changes().forEach(change -> alternatives.add(null));
      if (group.begin() == group.end()) {
        statements(group, first);
        return;
      }
      String dropped = group.discarded() ? "(void)" : "";
      out.append('(').append(CHOSEN.formatted(first, group.changes().size())).append(" ? ");
      for (int i = 0; i < group.changes().size(); i++) {
        if (i + 1 < group.changes().size()) {
          out.append(CHOSEN.formatted(first + i, 1)).append(" ? ");
        }
        String after = group.changes().get(i).after();
        int begin = out.length();
        out.append(dropped).append('(').append(line(after.isEmpty() ? "0" : after)).append(')');
        alternatives.set(first + i - 1, new Span(begin, out.length()));
        out.append(" : ");
      }
      out.append(dropped).append('(');
      write(group.begin(), group.end());
      out.append("))");
    }

    private void statements(Group group, int first) {
      for (int i = 0; i < group.changes().size(); i++) {
        out.append(" if (").append(CHOSEN.formatted(first + i, 1)).append(") { ");
        int begin = out.length();
        out.append(line(group.changes().get(i).after()));
        alternatives.set(first + i - 1, new Span(begin, out.length()));
        out.append(" }");
      }
    }
  }

  /** A text as one line, without the directives of a preprocessor. */
  static String line(String text) {
    return text.indexOf('\n') < 0 ? text : text.replaceAll("\\s*\n\\s*", " ");
  }
}
