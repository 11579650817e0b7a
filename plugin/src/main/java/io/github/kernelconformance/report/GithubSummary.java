package io.github.kernelconformance.report;

import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report as GitHub Flavored Markdown, for the summary of a workflow's step. */
public final class GithubSummary {

  private static final int MOST_CAUSES = 10;

  private final Report report;
  private final Summary summary;
  private final List<String> lines = new ArrayList<>();

  private GithubSummary(Report report) {
    this.report = report;
    summary = report.summary();
  }

  /** The text, with a line end at its end. */
  public static String markdown(Report report) {
    GithubSummary markdown = new GithubSummary(report);
    markdown.write();
    return String.join("\n", markdown.lines) + "\n";
  }

  private void write() {
    lines.add("### Kernel conformance on %s: %s".formatted(report.device(), verdict()));
    lines.add("");
    lines.add(
        text(
            (report.module().isEmpty() ? "" : report.module() + ", ")
                + report
                    .part()
                    .map(
                        part ->
                            "shard %d of %d, "
                                .formatted(part.shard().index(), part.shard().count()))
                    .orElse("")
                + report.description()));
    lines.add("");
    lines.add("| cells | passed | failed | skipped | expected to fail |");
    lines.add("|--:|--:|--:|--:|--:|");
    lines.add(
        "| %s | %s | %s | %s | %s |"
            .formatted(
                Figures.count(summary.cells()),
                Figures.count(summary.passed()),
                Figures.count(summary.failed()),
                Figures.count(summary.skipped()),
                Figures.count(summary.expected())));
    if (summary.failed() > 0) {
      writeGroups();
      writeCauses();
    }
    writeContracts();
  }

  private void writeContracts() {
    lines.add("");
    lines.add("| contract | cells | most of a bound used | vacuous | cannot tell a wrong kernel |");
    lines.add("|---|--:|--:|--:|---|");
    for (ContractFacts facts : report.facts()) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  text(facts.contract()),
                  Figures.count(facts.cells()),
                  FactsText.used(facts),
                  Figures.count(facts.vacuous()),
                  text(FactsText.blind(facts))));
    }
    List<String> sentences = FactsText.sentences(report.facts());
    if (!sentences.isEmpty()) {
      lines.add("");
      lines.add("Contracts that cannot tell a wrong kernel:");
      lines.add("");
      sentences.forEach(it -> lines.add("- " + text(it)));
      lines.addAll(List.of("", text(FactsText.REMEDY)));
    }
  }

  private String verdict() {
    if (summary.nothingRan()) {
      return "nothing ran";
    }
    Optional<String> contracts = FactsText.failure(report.facts());
    if (summary.failed() == 0 && contracts.isPresent()) {
      return contracts.get();
    }
    return summary.failed() == 0
        ? "every cell that ran conforms"
        : Figures.count(summary.failed(), "cell") + " failed";
  }

  private void writeGroups() {
    FailureGroups found = FailureGroups.of(report.results());
    lines.add("");
    lines.add("| failing | cells | branch | first cell |");
    lines.add("|---|--:|---|---|");
    for (FailureGroup group : found.groups()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  text(group.description()),
                  Figures.count(group.failures().size()),
                  text(group.branch().orElse("several")),
                  code(group.failures().get(0).cell().id())));
    }
    if (!found.others().isEmpty()) {
      lines.add("| others | %s | | |".formatted(Figures.count(found.others().size())));
    }
    writeRerun();
  }

  private void writeRerun() {
    CellResult first =
        report.results().stream().filter(CellResult::failed).findFirst().orElseThrow();
    lines.addAll(List.of("", "Run a cell alone:", "", "```sh", report.rerun(first.cell()), "```"));
  }

  private void writeCauses() {
    List<FindingCause> causes = FindingCause.of(report.results());
    if (causes.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Findings:");
    lines.add("");
    causes.stream().limit(MOST_CAUSES).forEach(cause -> lines.add("- " + text(cause.sentence())));
    if (causes.size() > MOST_CAUSES) {
      lines.add(
          "- and %s more, see %s"
              .formatted(Figures.count(causes.size() - MOST_CAUSES), code(JsonReport.FILE)));
    }
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  /** Text that is no markup: ASCII punctuation that Markdown or HTML would take is escaped. */
  private static String text(String text) {
    return text.replaceAll("[\\\\`*_{}\\[\\]<>|#&~]", "\\\\$0").replace("\n", " ");
  }
}
