package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.report.GateReport;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.ReportException;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.Acceptance;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Expectations;
import io.github.kernelconformance.verdict.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The goal {@code accept}. */
public final class Accept {

  private final AcceptRequest request;

  private Accept(AcceptRequest request) {
    this.request = request;
  }

  /**
   * Writes what the last run saw into the expectations and the baseline of its device, so that a
   * run with the same results passes. Equal runs and files give equal bytes.
   *
   * @throws ConfigurationException if a parameter or a line of the files is not right
   * @throws ReportException if there is no report of a run
   * @throws IOException if files cannot be read or written
   */
  public static Outcome run(AcceptRequest request) throws IOException {
    return new Accept(request).run();
  }

  private Outcome run() throws IOException {
    Optional<LocalDate> expires = lastDay();
    PathSettings.requireNoFile(
        request.basedir(), "expectationsDirectory", request.expectationsDirectory());
    PathSettings.requireNoFile(request.basedir(), "outputDirectory", request.outputDirectory());
    Report report = JsonReportReader.read(request.outputDirectory().resolve(JsonReport.FILE));
    DeviceRecords records =
        new DeviceRecords(request.basedir(), request.expectationsDirectory(), report.device());
    Expectations expectations = records.expectations();
    Acceptance acceptance = Acceptance.of(expectations, report.results(), request.today(), expires);
    String text = acceptance.text(reason(acceptance));
    List<CellResult> accepted =
        Expectations.parse(expectations.file(), text)
            .judge(report.results(), request.today())
            .results();
    String baseline = records.baseline().updated(accepted);
    Files.createDirectories(records.directory());
    if (acceptance.changed() + acceptance.added() > 0) {
      AtomicFile.write(records.expectationsFile(), text);
    }
    AtomicFile.write(records.baselineFile(), baseline);
    return new Outcome(
        lines(acceptance, expectations, records),
        warnings(acceptance, expectations),
        Optional.empty());
  }

  private Optional<LocalDate> lastDay() {
    String text = request.expires().strip();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      throw new ConfigurationException(
          "expires",
          text,
          "'%s' is not a date".formatted(text),
          "YYYY-MM-DD, for example " + request.today().plusMonths(3),
          List.of());
    }
  }

  /** One line of text, as a file of expectations can hold it. */
  private String reason(Acceptance acceptance) {
    String reason = request.reason().strip().replaceAll("\\s+", " ");
    String problem =
        reason.isEmpty() && acceptance.needsReason()
            ? "there is no reason, but %s to add or change %s one"
                .formatted(
                    Figures.count(acceptance.added() + acceptance.changed(), "line"),
                    acceptance.added() + acceptance.changed() == 1 ? "needs" : "need")
            : reason.matches("(.* )?(relErr<=|expires=).*") || reason.startsWith("relErr")
                ? "'%s' looks like a bound or a last day".formatted(reason)
                : "";
    if (!problem.isEmpty()) {
      throw new ConfigurationException(
          "reason",
          reason,
          problem,
          "words or a URL that say why the failures are accepted",
          List.of());
    }
    return reason;
  }

  private static List<String> lines(
      Acceptance acceptance, Expectations expectations, DeviceRecords records) {
    List<String> lines = new ArrayList<>();
    lines.add(
        acceptance.changed() + acceptance.added() == 0
            ? "%s stays as it is.".formatted(expectations.file())
            : "%s: %s added and %s changed. They allow %s more to fail."
                .formatted(
                    expectations.file(),
                    Figures.count(acceptance.added(), "line"),
                    Figures.count(acceptance.changed()),
                    Figures.count(acceptance.cells(), "cell")));
    lines.add("%s now has the errors of this run.".formatted(records.name(records.baselineFile())));
    return lines;
  }

  private static List<String> warnings(Acceptance acceptance, Expectations expectations) {
    List<String> warnings = new ArrayList<>(GateReport.unacceptable(acceptance));
    acceptance.expired().stream()
        .map(
            it ->
                ("%s expired on %s and was not renewed. To renew it, give"
                        + " -DkernelConformance.expires.")
                    .formatted(expectations.place(it), it.expires().orElseThrow()))
        .forEach(warnings::add);
    return warnings;
  }
}
