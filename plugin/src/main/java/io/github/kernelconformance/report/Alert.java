package io.github.kernelconformance.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.Findings;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Localization;
import io.github.kernelconformance.verdict.Status;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a reviewer is to look at, once for however many cells: a cause of findings at its line, or
 * the cells of one verdict in one branch of a variant, at the line of their crash, at the most
 * suspect line, or at their kernel.
 *
 * @param status the verdict
 * @param site where; a line of 0 where it is unknown
 * @param message what is wrong, with the number of cells and the first
 * @param identity what stays the same when lines move and cells come and go; two alerts of one
 *     report may share it
 * @param first the first cell that shows it
 * @param cells how many cells show it
 * @param allowance why it is expected; empty where it is not
 */
record Alert(
    Status status,
    Place site,
    String message,
    List<String> identity,
    CellResult first,
    int cells,
    Optional<String> allowance) {

  /**
   * A place in the source.
   *
   * @param file relative to the project
   * @param line from 1; 0 where unknown
   * @param lastLine the last of several lines; {@code line} where it is one
   * @param column from 1; 0 where unknown
   */
  record Place(String file, int line, int lastLine, int column) {}

  private record Group(
      Status status,
      String contract,
      String variant,
      String branch,
      Optional<SourceLocation> crashedAt) {

    static Group of(CellResult result) {
      Cell cell = result.cell();
      return new Group(
          result.status(), cell.contract(), cell.variant(), cell.branch(), result.crashedAt());
    }

    /** What stays the same when lines move. */
    List<String> identity() {
      return List.of(status.id(), contract, variant, branch);
    }
  }

  /** Unexpected failures, the gravest first, then by the order of their first cells. */
  static List<Alert> of(Report report) {
    return Stream.concat(findings(report), failures(report))
        .sorted(Comparator.comparing(Alert::status))
        .toList();
  }

  /** What was expected, by verdict, branch and reason, in the order of their first cells. */
  static List<Alert> expected(Report report) {
    Map<List<Object>, List<CellResult>> groups =
        report.results().stream()
            .filter(CellResult::failedAsExpected)
            .collect(
                groupingBy(
                    result -> List.of(Group.of(result), result.expected().orElseThrow().reason()),
                    LinkedHashMap::new,
                    toList()));
    return groups.values().stream().map(failures -> expected(report, failures)).toList();
  }

  private static Alert expected(Report report, List<CellResult> failures) {
    CellResult first = failures.get(0);
    Group group = Group.of(first);
    String reason = first.expected().orElseThrow().reason();
    return new Alert(
        group.status(),
        place(report, failures),
        "%s, as expected; %s, first %s: %s"
            .formatted(
                group.status().id(),
                Figures.count(failures.size(), "cell"),
                first.cell().id(),
                first.message().lines().findFirst().orElse("")),
        Stream.concat(group.identity().stream(), Stream.of(reason)).toList(),
        first,
        failures.size(),
        Optional.of(reason));
  }

  private static Stream<Alert> findings(Report report) {
    return FindingCause.of(report.results()).stream().map(Alert::finding);
  }

  private static Alert finding(FindingCause cause) {
    Finding finding = cause.finding();
    Finding.Site site = finding.site();
    String buffer = finding.access().map(Finding.Access::buffer).orElse("");
    Status status = Findings.status(finding.kind());
    return new Alert(
        status,
        new Place(site.file(), site.line(), site.line(), site.column()),
        cause.sentence(),
        List.of(status.id(), site.file(), site.line() == 0 ? finding.kernel() : "", buffer),
        cause.first(),
        cause.cells(),
        Optional.empty());
  }

  /** Failing cells without findings; their findings would tell more than they do. */
  private static Stream<Alert> failures(Report report) {
    Map<Group, List<CellResult>> groups =
        report.results().stream()
            .filter(result -> result.failed() && result.findings().isEmpty())
            .collect(groupingBy(Group::of, LinkedHashMap::new, toList()));
    return groups.entrySet().stream()
        .map(group -> failure(report, group.getKey(), group.getValue()));
  }

  private static Alert failure(Report report, Group group, List<CellResult> failures) {
    CellResult first = failures.get(0);
    return new Alert(
        group.status(),
        place(report, failures),
        "%s: %s%s%s; %s, first %s: %s"
            .formatted(
                group.status().id(),
                description(report, failures),
                group.branch().isEmpty() ? "" : "; branch '" + group.branch() + "'",
                cause(report, first.cell()),
                Figures.count(failures.size(), "cell"),
                first.cell().id(),
                first.message().lines().findFirst().orElse("")),
        group.identity(),
        first,
        failures.size(),
        Optional.empty());
  }

  private static String cause(Report report, Cell cell) {
    return Diagnosis.of(cell, report.explanation().diagnoses())
        .filter(Diagnosis::known)
        .map(it -> "; cause: " + it.cause())
        .orElse("");
  }

  /** Which cells these are, told from those that pass. */
  private static String description(Report report, List<CellResult> failures) {
    Set<CellResult> told = new HashSet<>(failures);
    List<CellResult> results =
        report.results().stream()
            .filter(result -> result.status() == Status.PASS || told.contains(result))
            .toList();
    return FailureGroups.of(results).groups().stream()
        .map(FailureGroup::description)
        .collect(joining("; "));
  }

  /**
   * The line of their crash, else the most suspect line of their kernels, else the first kernel.
   */
  private static Place place(Report report, List<CellResult> failures) {
    List<String> kernels =
        failures.stream().map(result -> result.cell().kernel()).distinct().toList();
    return failures
        .get(0)
        .crashedAt()
        .map(Alert::place)
        .or(() -> mostSuspect(report, failures.get(0).status(), kernels))
        .or(
            () ->
                kernels.stream()
                    .map(report.kernels()::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(Alert::place))
        .orElse(new Place("", 0, 0, 0));
  }

  private static Place place(SourceLocation location) {
    return new Place(location.file(), location.line(), location.line(), 0);
  }

  /** Lines are suspected of wrong numbers alone. */
  private static Optional<Place> mostSuspect(Report report, Status status, List<String> kernels) {
    List<KernelSuspects> suspects =
        report.explanation().suspects().stream()
            .filter(it -> kernels.contains(it.kernel()))
            .toList();
    return status == Status.MISMATCH
        ? Localization.merge(suspects).stream()
            .findFirst()
            .map(it -> new Place(it.file(), it.line(), it.lastLine(), 0))
        : Optional.empty();
  }
}
