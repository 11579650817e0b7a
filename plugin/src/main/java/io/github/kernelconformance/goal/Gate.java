package io.github.kernelconformance.goal;

import io.github.kernelconformance.family.ConformanceMatrix;
import io.github.kernelconformance.family.Families;
import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.report.FactsText;
import io.github.kernelconformance.report.GateReport;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.verdict.Acceptance;
import io.github.kernelconformance.verdict.Baseline;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Expectations;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a device, and what of the results the build lets pass. */
final class Gate {

  private final GateSettings settings;
  private final DeviceRecords records;
  private final Expectations expectations;
  private final Baseline baseline;

  private Gate(GateSettings settings, DeviceRecords records) throws IOException {
    this.settings = settings;
    this.records = records;
    expectations = records.expectations();
    baseline = records.baseline();
  }

  /**
   * Reads the files of a device.
   *
   * @param families all contracts there are
   * @throws ConfigurationException if a line of one is not right, or an expectation decides about
   *     no cell of the whole matrix, whatever the parameter {@code cells} leaves of it
   */
  static Gate open(GateSettings settings, Request request, Families families, String device)
      throws IOException {
    Gate gate = open(settings, request.sources().basedir(), device);
    if (!settings.part() && !gate.expectations.isEmpty()) {
      gate.expectations.requireCells(whole(request.selection(), families).cells());
    }
    return gate;
  }

  /**
   * Reads the files of a device, for results whose run has compared them with the matrix.
   *
   * @param basedir what the paths in messages are relative to
   * @throws ConfigurationException if a line of one is not right
   */
  static Gate open(GateSettings settings, Path basedir, String device) throws IOException {
    return new Gate(settings, new DeviceRecords(basedir, settings.directory(), device));
  }

  private static ConformanceMatrix whole(Selection selection, Families families) {
    return ConformanceMatrix.of(selection.with(CellFilter.ALL), families);
  }

  /** The files, which need not be there. */
  List<Path> files() {
    return List.of(records.expectationsFile(), records.baselineFile());
  }

  Judgement judge(List<CellResult> results) {
    return expectations.judge(results, settings.today());
  }

  /** How the goal ends after a report of judged results. */
  Outcome conclude(List<String> lines, Report report, Judgement judgement) {
    GateReport words = new GateReport(expectations, judgement);
    List<Baseline.Loss> losses = baseline.losses(report.results(), settings.accuracyLossFactor());
    List<String> told = new ArrayList<>(lines);
    told.addAll(words.deviations());
    told.addAll(words.expired());
    told.addAll(words.flaky());
    List<String> warnings = new ArrayList<>(words.stale());
    warnings.addAll(
        GateReport.losses(
            losses, records.name(records.baselineFile()), settings.accuracyLossFactor()));
    return new Outcome(told, warnings, failure(words, report, judgement, losses));
  }

  private Optional<String> failure(
      GateReport words, Report report, Judgement judgement, List<Baseline.Loss> losses) {
    List<String> reasons = new ArrayList<>();
    Verify.failure(report.summary()).ifPresent(reasons::add);
    FactsText.failure(report.facts()).ifPresent(reasons::add);
    judgement.expired().forEach(it -> reasons.add(words.expiry(it)));
    if (settings.failOnStale()) {
      judgement
          .stale()
          .forEach(
              it ->
                  reasons.add(
                      "%s: %s, although none of them should"
                          .formatted(
                              expectations.place(it.expectation()), GateReport.passing(it))));
    }
    boolean loss = settings.failOnAccuracyLoss() && !losses.isEmpty();
    if (loss) {
      reasons.add(Figures.count(losses.size(), "cell") + " lost accuracy");
    }
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    reasons.addAll(
        words.remedy(
            Acceptance.of(expectations, judgement.results(), settings.today(), Optional.empty()),
            settings.accept(),
            loss));
    return Optional.of(String.join("\n", reasons));
  }
}
