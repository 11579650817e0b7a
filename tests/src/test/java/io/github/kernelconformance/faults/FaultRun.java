package io.github.kernelconformance.faults;

import io.github.kernelconformance.goal.Outcome;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.Suspect;
import io.github.kernelconformance.verdict.SuspectGroup;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What became of a fault.
 *
 * @param lines those at fault, by file
 * @param seconds the whole goal
 */
record FaultRun(
    Fault fault, Map<String, Set<Integer>> lines, Outcome outcome, Report report, double seconds) {

  private static final int ON_CONSOLE = 5;

  /** How many cells failed. */
  long failed() {
    return report.results().stream().filter(CellResult::failed).count();
  }

  /** The causes that the build named. */
  List<String> causes() {
    return report.explanation().diagnoses().stream()
        .filter(Diagnosis::known)
        .map(Diagnosis::sentence)
        .toList();
  }

  /** What the build said of the cause: the causes that it named, then what checks saw. */
  List<String> told() {
    return Stream.concat(
            causes().stream(),
            FindingCause.of(report.results()).stream().map(FindingCause::sentence))
        .toList();
  }

  /** Whether something that the build said of the cause is right. */
  boolean diagnosed() {
    return told().stream().anyMatch(fault::isToldBy);
  }

  /** Whether it named a cause that is not right, of whatever cells. */
  boolean misled() {
    return causes().stream().anyMatch(it -> !fault.isToldBy(it));
  }

  /** The suspect lines as the console tells them, then those that it leaves out. */
  List<Suspect> suspects() {
    List<SuspectGroup> groups = SuspectGroup.of(report.explanation().suspects(), report.results());
    return Stream.of(SuspectGroup.first(groups, ON_CONSOLE), groups)
        .flatMap(it -> it.stream().flatMap(group -> group.lines().stream()))
        .distinct()
        .toList();
  }

  /** Of the first suspect with a line at fault, from 1. */
  OptionalInt rank() {
    List<Suspect> suspects = suspects();
    for (int i = 0; i < suspects.size(); i++) {
      Suspect it = suspects.get(i);
      boolean hit =
          lines.getOrDefault(it.file(), Set.of()).stream()
              .anyMatch(line -> it.line() <= line && line <= it.lastLine());
      if (hit) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }
}
