package io.github.kernelconformance.mutation;

import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.LineMap;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program with mutants.
 *
 * @param program as it is
 * @param text for the host compiler, with all mutants; line for line that of the program
 * @param mutants in the order of their numbers
 */
public record MutatedProgram(Program program, String text, List<Mutant> mutants) {

  /** Copies the list. */
  public MutatedProgram {
    mutants = List.copyOf(mutants);
  }

  static MutatedProgram of(Program program, Schemata schemata, Map<Change, String> functions) {
    LineMap lines = LineMap.of(program.source(), program.hostText());
    Map<String, Integer> same = new HashMap<>();
    List<Mutant> mutants = new ArrayList<>();
    for (Change change : schemata.changes()) {
      SourceLocation place = lines.at(change.begin());
      int nth = same.merge(place + " " + change.operator(), 1, Integer::sum) - 1;
      mutants.add(
          new Mutant(
              mutants.size() + 1,
              change.operator(),
              place,
              functions.getOrDefault(change, ""),
              Schemata.line(program.hostText().substring(change.begin(), end(change))),
              Schemata.line(after(program.hostText(), change)),
              change.begin(),
              change.end(),
              nth,
              blamed(lines, change)));
    }
    return new MutatedProgram(program, schemata.text(), mutants);
  }

  /** What is told of a change ends with the last of its parts in the same statement. */
  private static int end(Change change) {
    return parts(change).stream().mapToInt(Change.Part::end).max().orElse(change.end());
  }

  private static List<Change.Part> parts(Change change) {
    return change.also().stream().filter(it -> it.blamed().equals(change.blamed())).toList();
  }

  private static String after(String text, Change change) {
    StringBuilder after = new StringBuilder(change.after());
    int at = change.end();
    for (Change.Part part : parts(change)) {
      after.append(text, at, part.begin()).append(part.after());
      at = part.end();
    }
    return after.toString();
  }

  private static List<Mutant.Lines> blamed(LineMap lines, Change change) {
    return Stream.concat(
            Stream.of(change.blamed()), change.also().stream().map(Change.Part::blamed))
        .map(span -> lines(lines, span))
        .distinct()
        .toList();
  }

  private static Mutant.Lines lines(LineMap lines, Span span) {
    SourceLocation first = lines.at(span.begin());
    SourceLocation last = lines.at(Math.max(span.begin(), span.end() - 1));
    boolean range = last.file().equals(first.file()) && last.line() > first.line();
    return new Mutant.Lines(first.file(), first.line(), range ? last.line() : first.line());
  }

  /**
   * The names of the kernels that have mutants: all but those that have values of function
   * constants of their own.
   */
  public Set<String> mutable() {
    return program.kernels().stream()
        .filter(it -> it.constants().isEmpty())
        .map(Kernel::name)
        .collect(Collectors.toSet());
  }

  /**
   * The number that stands for a mutant where it is told what a launch reaches: that of the first
   * mutant of the same expression.
   */
  public int expression(Mutant mutant) {
    int number = mutant.number();
    while (mutant.begin() != mutant.end() && number > 1) {
      Mutant before = mutants.get(number - 2);
      if (before.begin() != mutant.begin() || before.end() != mutant.end()) {
        break;
      }
      number--;
    }
    return number;
  }

  /** The program for a device that chooses mutants while kernels run. */
  public Program withAll() {
    return program.withHostText(text);
  }

  /** The text for the host compiler with one mutant alone. */
  public Program with(Mutant mutant) {
    String own = program.hostText();
    String before = own.substring(mutant.begin(), mutant.end());
    long lines = before.chars().filter(it -> it == '\n').count();
    String after =
        mutant.begin() == mutant.end() || !mutant.after().isEmpty() ? mutant.after() : "(void)0";
    return program.withHostText(
        own.substring(0, mutant.begin())
            + (mutant.begin() == mutant.end() ? after : "(" + after + ")")
            + "\n".repeat((int) lines)
            + own.substring(mutant.end()));
  }
}
