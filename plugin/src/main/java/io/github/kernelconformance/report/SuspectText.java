package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.SuspectGroup;
import io.github.kernelconformance.verdict.SuspectGroup.Variant;
import java.util.List;
import java.util.stream.Collectors;

/** What reports say above suspect lines. */
final class SuspectText {

  /** How many lines are told in all. */
  private static final int MOST = 5;

  private SuspectText() {}

  /** The groups with the lines that are told. */
  static List<SuspectGroup> groups(Report report) {
    return SuspectGroup.first(
        SuspectGroup.of(report.explanation().suspects(), report.results()), MOST);
  }

  /** For example {@code Suspect lines of qmv, the most suspect first}. */
  static String title(SuspectGroup group, List<SuspectGroup> all) {
    return all.size() == 1
        ? "Suspect lines, the most suspect first"
        : "Suspect lines of %s, the most suspect first".formatted(name(group, all));
  }

  private static String name(SuspectGroup group, List<SuspectGroup> all) {
    boolean one =
        all.stream().flatMap(it -> it.variants().stream()).map(Variant::contract).distinct().count()
            == 1;
    return group.variants().stream()
        .map(it -> one ? it.name() : name(it))
        .collect(Collectors.joining(", "));
  }

  private static String name(Variant it) {
    return it.name().isEmpty() || it.name().equals(it.contract())
        ? it.contract()
        : it.contract() + " " + it.name();
  }
}
