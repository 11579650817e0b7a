package io.github.kernelconformance.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text with all its mutants, of which one is chosen while it runs (Untch, Offutt and Harrold,
 * "Mutation Analysis Using Mutant Schemata", 1993). Every line keeps its number.
 *
 * @param text the text
 * @param changes in the order of their numbers, which begin at 1
 * @param alternatives where in the text each change stands
 */
record Schemata(String text, List<Change> changes, List<Alternative> alternatives) {

  /** What the text has for a change: there may be several for one. */
  record Alternative(int number, Span span) {}

  /** The word that {@link Change#relaxes} is the place of. */
  static final String CONSTANT = "constexpr";

  private static final String CHOSEN = "::kernel_conformance::chosen(%d, %d)";

  /** A change of an expression before this one that changes this one too. */
  private record Guest(Change change, String after) {}

  /** All changes of one expression, or at one place. */
  private record Group(int begin, int end, List<Change> changes, List<Guest> guests) {

    Group(int begin, int end) {
      this(begin, end, new ArrayList<>(), new ArrayList<>());
    }

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
      group(groups, change.begin(), change.end()).changes().add(change);
      for (Change.Part part : change.also()) {
        group(groups, part.begin(), part.end()).guests().add(new Guest(change, part.after()));
      }
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparingInt(Group::begin)
            .thenComparing(group -> group.begin() < group.end()) // a statement comes before
            .thenComparing(Comparator.comparingInt(Group::end).reversed()));
    Writer writer = new Writer(relaxed(text, changes), sorted);
    writer.write(0, text.length());
    return new Schemata(writer.out.toString(), writer.changes, writer.alternatives);
  }

  private static Group group(Map<List<Integer>, Group> groups, int begin, int end) {
    return groups.computeIfAbsent(List.of(begin, end), key -> new Group(begin, end));
  }

  /** What changes make of a constant is none, so its declaration must not say so. */
  private static String relaxed(String text, Collection<Change> changes) {
    StringBuilder relaxed = new StringBuilder(text);
    for (Change change : changes) {
      if (change.relaxes() >= 0) {
        int end = change.relaxes() + CONSTANT.length();
        relaxed.replace(change.relaxes(), end, " ".repeat(CONSTANT.length()));
      }
    }
    return relaxed.toString();
  }

  /** The number of the change whose text an offset is in; 0 where it is in none. */
  int at(int offset) {
    return alternatives.stream()
        .filter(it -> it.span().contains(offset))
        .mapToInt(Alternative::number)
        .findFirst()
        .orElse(0);
  }

  /**
   * The changes that undo mistakes in the line of the text that an offset is in; where there are
   * none, those from there to the end of the statement.
   */
  List<Change> repairsAt(int offset) {
    int begin = text.lastIndexOf('\n', offset - 1) + 1;
    List<Change> line = repairs(begin, text.indexOf('\n', offset));
    return line.isEmpty() ? repairs(begin, text.indexOf(';', offset)) : line;
  }

  private List<Change> repairs(int begin, int end) {
    int last = end < 0 ? text.length() : end;
    return alternatives.stream()
        .filter(it -> begin <= it.span().begin() && it.span().end() <= last)
        .map(it -> changes.get(it.number() - 1))
        .filter(it -> it.operator().repairs())
        .toList();
  }

  private static final class Writer {
    private final String text;
    private final List<Group> groups;
    private final StringBuilder out = new StringBuilder();
    private final List<Change> changes = new ArrayList<>();
    private final List<Alternative> alternatives = new ArrayList<>();
    private final Map<Change, Integer> numbers = new HashMap<>();
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
        if (group.begin() < at || !isAny(group)) {
          continue; // it overlaps with what is written, or comes with what does
        }
        out.append(text, at, group.begin());
        write(group);
        at = group.end();
      }
      out.append(text, at, to);
    }

    private boolean isAny(Group group) {
      return !group.changes().isEmpty()
          || group.guests().stream().anyMatch(it -> numbers.containsKey(it.change()));
    }

    private void write(Group group) {
      int first = changes.size() + 1;
      changes.addAll(group.changes());
      for (int i = 0; i < group.changes().size(); i++) {
        numbers.put(group.changes().get(i), first + i);
      }
      if (group.begin() == group.end()) {
        statements(group, first);
        return;
      }
      List<Choice> choices = choices(group, first);
      String dropped = group.discarded() ? "(void)" : "";
      out.append('(').append(any(group, first, choices)).append(" ? ");
      for (int i = 0; i < choices.size(); i++) {
        Choice choice = choices.get(i);
        if (i + 1 < choices.size()) {
          out.append(CHOSEN.formatted(choice.number(), 1)).append(" ? ");
        }
        int begin = out.length();
        String after = choice.after().isEmpty() ? "0" : choice.after();
        out.append(dropped).append('(').append(line(after)).append(')');
        alternatives.add(new Alternative(choice.number(), new Span(begin, out.length())));
        out.append(" : ");
      }
      out.append(dropped).append('(');
      write(group.begin(), group.end());
      out.append("))");
    }

    private record Choice(int number, String after) {}

    /** What there is to choose from, the group's own changes first. */
    private List<Choice> choices(Group group, int first) {
      List<Choice> choices = new ArrayList<>();
      for (int i = 0; i < group.changes().size(); i++) {
        choices.add(new Choice(first + i, group.changes().get(i).after()));
      }
      for (Guest guest : group.guests()) {
        if (numbers.containsKey(guest.change())) {
          choices.add(new Choice(numbers.get(guest.change()), guest.after()));
        }
      }
      return choices;
    }

    /** Whether one of them is chosen. */
    private static String any(Group group, int first, List<Choice> choices) {
      int own = group.changes().size();
      List<String> any = new ArrayList<>();
      if (own > 0) {
        any.add(CHOSEN.formatted(first, own));
      }
      choices.stream().skip(own).forEach(it -> any.add(CHOSEN.formatted(it.number(), 1)));
      return String.join(" || ", any);
    }

    private void statements(Group group, int first) {
      for (int i = 0; i < group.changes().size(); i++) {
        out.append(" if (").append(CHOSEN.formatted(first + i, 1)).append(") { ");
        int begin = out.length();
        out.append(line(group.changes().get(i).after()));
        alternatives.add(new Alternative(first + i, new Span(begin, out.length())));
        out.append(" }");
      }
    }
  }

  /** A text as one line, without the directives of a preprocessor. */
  static String line(String text) {
    return text.indexOf('\n') < 0 ? text : text.replaceAll("\\s*\n\\s*", " ");
  }
}
