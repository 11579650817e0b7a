package io.github.kernelconformance.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.verdict.Summary;
import io.github.kernelconformance.verdict.Suspect;
import io.github.kernelconformance.verdict.SuspectGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The report that a person reads first: plain text that fits on a screen of 24 lines. */
public final class ConsoleReport {

  private static final int MOST_SKIP_REASONS = 3;
  private static final int MOST_CAUSES = 6;
  private static final int MOST_CONTRACTS = 4;

  /** If fewer cells than one in so many cannot tell a kernel, that may be chance. */
  private static final int FEW_BLIND = 100;

  private static final int LONGEST_TEXT = 80;

  private final Report report;
  private final Style style;
  private final Summary summary;
  private final List<String> lines = new ArrayList<>();

  private ConsoleReport(Report report, Style style) {
    this.report = report;
    this.style = style;
    summary = report.summary();
  }

  /** The report's lines in plain text. */
  public static List<String> lines(Report report) {
    return lines(report, Style.PLAIN);
  }

  /** The report's lines, without line ends and without a log level. */
  public static List<String> lines(Report report, Style style) {
    ConsoleReport console = new ConsoleReport(report, style);
    console.write();
    return List.copyOf(console.lines);
  }

  private void write() {
    add("%s on %s (%s)", count(summary.cells()), report.device(), report.description());
    report.part().ifPresent(this::writePart);
    if (summary.nothingRan()) {
      add("%s", style.failure("No cell ran, so nothing is known about the kernels."));
    } else {
      writeCounts();
    }
    if (summary.failed() > 0) {
      writeGroups();
      writeCauses();
      writeWorst();
      writeSuspects();
      writeSmallest();
    } else if (!summary.nothingRan()) {
      writePasses();
    }
    writeUnseen();
    writeRedundantWrites();
    writeLostWorkers();
    writeSkips();
    add(
        "Reports: %s/%s, %s, %s, %s",
        report.directory(), HtmlReport.FILE, JsonReport.FILE, JunitReport.FILES, SarifReport.FILE);
    if (report.device().equals("host") && !summary.nothingRan()) {
      add("%s", style.warning("A pass on host is not a pass on a GPU."));
    }
  }

  private void writePart(Part part) {
    add(
        "%s of a matrix of %s; other shards run the rest",
        style.strong("Shard %d of %d".formatted(part.shard().index(), part.shard().count())),
        count(part.cells()));
  }

  private void writeCounts() {
    List<String> counts = new ArrayList<>();
    counts.add(counted(summary.passed(), "passed", style::success));
    counts.add(counted(summary.failed(), "failed", style::failure));
    counts.add(counted(summary.skipped(), "skipped", style::warning));
    if (summary.vacuous() > 0) {
      counts.add(counted(summary.vacuous(), "vacuous", style::warning));
    }
    if (summary.expected() > 0) {
      counts.add(counted(summary.expected(), "expected to fail", style::warning));
    }
    add("%s", String.join(", ", counts));
  }

  private static String counted(int cells, String words, UnaryOperator<String> style) {
    String text = Figures.count(cells) + " " + words;
    return cells == 0 ? text : style.apply(text);
  }

  private void writePasses() {
    Map<String, Map<String, Long>> families =
        report.results().stream()
            .filter(result -> result.status() == Status.PASS)
            .map(CellResult::cell)
            .collect(
                groupingBy(
                    Cell::contract,
                    LinkedHashMap::new,
                    groupingBy(ConsoleReport::mode, LinkedHashMap::new, counting())));
    families.forEach(
        (contract, modes) ->
            add(
                "  %s: %s",
                contract,
                modes.entrySet().stream()
                    .map(mode -> (mode.getKey() + " " + Figures.count(mode.getValue())).strip())
                    .collect(Collectors.joining(", "))));
    List<ContractFacts> facts = report.facts();
    facts.stream().limit(MOST_CONTRACTS).forEach(this::writeFacts);
    if (facts.size() > MOST_CONTRACTS) {
      add(
          "  What %s more tell of themselves: see %s",
          Figures.count(facts.size() - MOST_CONTRACTS, "contract"), HtmlReport.FILE);
    }
  }

  private void writeFacts(ContractFacts facts) {
    if (facts.worst().stream().anyMatch(it -> it.boundRatio() > 0)) {
      add("  %s used at most %s of its bounds", facts.contract(), FactsText.used(facts));
    }
    boolean some =
        facts.blind().stream().anyMatch(it -> it.cells() * FEW_BLIND >= facts.compared());
    if (some && facts.unseen().isEmpty()) {
      add("  %s: %s", facts.contract(), FactsText.blind(facts));
    }
  }

  private void writeUnseen() {
    List<String> sentences = FactsText.sentences(report.facts());
    if (!sentences.isEmpty()) {
      add("%s", style.failure("Contracts that cannot tell a wrong kernel:"));
      sentences.stream().limit(MOST_CAUSES).forEach(it -> add("  %s", it));
      if (sentences.size() > MOST_CAUSES) {
        add("  and %,d more, see %s", sentences.size() - MOST_CAUSES, JsonReport.FILE);
      }
      add("  %s", FactsText.REMEDY);
    }
  }

  /** What tells a cell's problem from others of its contract: the mode, or else the type. */
  private static String mode(Cell cell) {
    String mode = cell.at().of(Role.MODE);
    return mode.isEmpty() ? cell.at().of(Role.TYPE) : mode;
  }

  private void writeGroups() {
    FailureGroups found = FailureGroups.of(report.results());
    List<String> branches =
        report.results().stream()
            .filter(CellResult::failed)
            .map(result -> result.cell().branch())
            .distinct()
            .toList();
    add("%s", style.failure("Failing:"));
    for (FailureGroup group : found.groups()) {
      add(
          "  %s: %s%s",
          group.description(),
          statuses(group.failures()),
          branches.size() == 1 ? "" : branch(group));
      Diagnosis.of(group, report.explanation().diagnoses())
          .forEach(it -> add("    Cause: %s", it.sentence()));
    }
    if (!found.others().isEmpty()) {
      add("  and %s more", count(found.others().size()));
    }
    if (branches.size() == 1 && !branches.get(0).isEmpty()) {
      writeBranch(branches.get(0));
    }
  }

  private static String branch(FailureGroup group) {
    return group
        .branch()
        .filter(name -> !name.isEmpty() && !group.description().contains(name))
        .map(" in branch '%s'"::formatted)
        .orElse("");
  }

  /** The branch that all failures share, and whether it is the branch alone that decides. */
  private void writeBranch(String branch) {
    Set<String> families =
        report.results().stream()
            .filter(CellResult::failed)
            .map(result -> result.cell().contract())
            .collect(Collectors.toSet());
    List<CellResult> inside =
        report.results().stream()
            .filter(result -> result.status().ran() && result.cell().branch().equals(branch))
            .filter(result -> families.contains(result.cell().contract()))
            .toList();
    add(
        summary.failed() == inside.size()
            ? "  all in branch '%s', where no cell passed"
            : "  all in branch '%s', where %,d of %s passed",
        branch,
        inside.size() - summary.failed(),
        count(inside.size()));
  }

  private static String statuses(List<CellResult> results) {
    if (results.stream().allMatch(result -> result.status() == Status.MISMATCH)) {
      return count(results.size());
    }
    return results.stream()
        .collect(groupingBy(CellResult::status, TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(status -> Figures.count(status.getValue()) + " " + status.getKey().id())
        .collect(Collectors.joining(", "));
  }

  private void writeWorst() {
    CellResult worst =
        report.results().stream()
            .filter(CellResult::failed)
            .min(
                Comparator.comparing(CellResult::status)
                    .thenComparing(
                        Comparator.comparingDouble(
                                (CellResult result) -> result.measured().relErr())
                            .reversed()))
            .orElseThrow();
    Cell cell = worst.cell();
    String branch = cell.branch().isEmpty() ? "" : " in branch '" + cell.branch() + "'";
    add("Worst: %s: %s%s", cell.id(), style.failure(worst.status().id()), branch);
    Measured measured = worst.measured();
    if (!Double.isNaN(measured.relErr())) {
      add(
          "  relErr %s, error / tolerance %s, max|y| %s, max|ref| %s",
          Figures.error(measured.relErr()),
          Figures.significant(measured.boundRatio(), 3),
          Figures.significant(measured.maxAbs(), 4),
          Figures.significant(measured.maxAbsReference(), 4));
    }
    worst.message().lines().findFirst().ifPresent(message -> add("  %s", message));
    if (!cell.routed()) {
      add("  (a host would route this shape to another variant)");
    }
    add("  Run it alone: %s", style.strong(report.rerun(cell)));
  }

  /** Findings of one cause are shown once, however many cells they are in. */
  private void writeCauses() {
    List<FindingCause> causes = FindingCause.of(report.results());
    if (causes.isEmpty()) {
      return;
    }
    add("%s", style.failure("Findings:"));
    causes.stream().limit(MOST_CAUSES).forEach(cause -> add("  %s", cause.sentence()));
    if (causes.size() > MOST_CAUSES) {
      add("  and %,d more, see %s", causes.size() - MOST_CAUSES, JsonReport.FILE);
    }
  }

  private void writeSuspects() {
    List<SuspectGroup> groups = SuspectText.groups(report);
    for (SuspectGroup group : groups) {
      add("%s:", SuspectText.title(group, groups));
      for (Suspect it : group.lines()) {
        add("  %.2f %s: %s", it.score(), it.place(), shortened(it.text()));
        if (!it.basis().isEmpty()) {
          add("       %s", it.basis());
        }
      }
    }
  }

  private void writeSmallest() {
    List<SmallestCase> cases = report.explanation().smallest();
    if (!cases.isEmpty()) {
      SmallestCase it = cases.get(0);
      add("Smallest case, see %s: %s", Reproducer.FILE, SmallestText.line(it));
      add("  Run it: %s", style.strong(report.rerun(it.cell())));
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }

  private void writeRedundantWrites() {
    List<CellResult> redundant =
        report.results().stream().filter(result -> result.redundantWrites() > 0).toList();
    if (!redundant.isEmpty()) {
      add(
          "In %s several threads write the same value to one place, which is allowed; first %s",
          count(redundant.size()), redundant.get(0).cell().id());
    }
  }

  private void writeLostWorkers() {
    List<CellResult> lost =
        report.results().stream().filter(result -> result.lostWorker().isPresent()).toList();
    if (!lost.isEmpty()) {
      add(
          "%s lost a worker process and ran again in a new one; first %s: %s",
          count(lost.size()), lost.get(0).cell().id(), lost.get(0).lostWorker().orElseThrow());
    }
  }

  private void writeSkips() {
    Map<String, Long> reasons =
        report.results().stream()
            .filter(result -> result.status() == Status.SKIPPED)
            .collect(groupingBy(CellResult::message, LinkedHashMap::new, counting()));
    if (reasons.isEmpty()) {
      return;
    }
    add("Skipped (a skip is not a pass):");
    reasons.entrySet().stream()
        .limit(MOST_SKIP_REASONS)
        .forEach(reason -> add("  %s: %s", count(reason.getValue()), reason.getKey()));
    if (reasons.size() > MOST_SKIP_REASONS) {
      long more =
          reasons.values().stream().skip(MOST_SKIP_REASONS).mapToLong(Long::longValue).sum();
      add("  %s for other reasons, see %s", count(more), JsonReport.FILE);
    }
  }

  private static String count(long cells) {
    return Figures.count(cells, "cell");
  }

  private void add(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, arguments));
  }
}
