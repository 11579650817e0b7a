package io.github.kernelconformance.report;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Site;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.Allowance;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.Findings;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells of a {@code report.json}, read back. */
final class JsonCells {

  private static final int NO_THREAD = -1;

  private JsonCells() {}

  /**
   * Reads a cell.
   *
   * @param contracts of the document, by name
   */
  static CellResult read(JsonFields json, Map<String, JsonAxes.Contract> contracts)
      throws ReportException {
    Cell cell = cell(json, contracts);
    if (!json.text("id").equals(cell.id())) {
      throw json.wrong("id", cell.id() + " as the other fields say");
    }
    List<Finding> findings = new ArrayList<>();
    if (json.has("findings")) {
      for (JsonFields finding : json.list("findings")) {
        findings.add(finding(finding));
      }
    }
    return new CellResult(
        cell,
        json.choice("status", List.of(Status.values()), Status::id),
        measured(json),
        json.text("message"),
        findings,
        json.has("redundantWrites") ? json.large("redundantWrites") : 0,
        crashedAt(json.optional("crashedAt")),
        json.has("lostWorker") ? Optional.of(json.text("lostWorker")) : Optional.empty(),
        evidence(json.optional("evidence")),
        expected(json.optional("expected")),
        JsonFacts.blindness(json));
  }

  private static Optional<SourceLocation> crashedAt(Optional<JsonFields> json)
      throws ReportException {
    return json.isPresent()
        ? Optional.of(new SourceLocation(json.get().text("file"), json.get().integer("line")))
        : Optional.empty();
  }

  private static Optional<Evidence> evidence(Optional<JsonFields> json) throws ReportException {
    return json.isPresent() ? Optional.of(JsonEvidence.read(json.get())) : Optional.empty();
  }

  private static Optional<Allowance> expected(Optional<JsonFields> json) throws ReportException {
    return json.isPresent()
        ? Optional.of(new Allowance(json.get().text("reason"), json.get().flag("flaky")))
        : Optional.empty();
  }

  private static Measured measured(JsonFields json) throws ReportException {
    Measured bare =
        new Measured(
            json.integer("wrong"),
            json.figure("relErr"),
            json.figure("boundRatio"),
            json.figure("maxAbs"),
            json.figure("maxAbsReference"));
    return json.has("elements")
        ? new Measured(
            bare.wrong(),
            bare.relErr(),
            bare.boundRatio(),
            bare.maxAbs(),
            bare.maxAbsReference(),
            json.figure("tolerance"),
            json.figure("rounding"),
            json.integer("elements"),
            json.integer("vacuous"))
        : bare;
  }

  /** The cell of an object that names its contract, coordinates and kernel. */
  static Cell cell(JsonFields json, Map<String, JsonAxes.Contract> contracts)
      throws ReportException {
    String name = json.text("contract");
    JsonAxes.Contract contract = contracts.get(name);
    if (contract == null) {
      throw json.wrong("contract", "one of " + String.join(", ", contracts.keySet()));
    }
    return new Cell(
        name,
        contract.qualified(),
        JsonAxes.at(contract.axes(), json),
        json.text("kernel"),
        json.flag("routed"));
  }

  private static Finding finding(JsonFields json) throws ReportException {
    Optional<JsonFields> other = json.optional("other");
    return new Finding(
        json.choice("kind", List.of(Finding.Kind.values()), kind -> Findings.status(kind).id()),
        json.text("message"),
        json.text("kernel"),
        site(json),
        json.has("buffer") ? Optional.of(access(json)) : Optional.empty(),
        other.isPresent() ? Optional.of(site(other.get())) : Optional.empty(),
        json.large("count"));
  }

  private static Finding.Access access(JsonFields json) throws ReportException {
    return new Finding.Access(
        json.flag("write"),
        json.text("buffer"),
        json.large("offset"),
        json.integer("bytes"),
        json.large("outBy"),
        json.large("element"));
  }

  private static Site site(JsonFields json) throws ReportException {
    boolean placed = json.has("line");
    boolean threaded = json.has("lane");
    List<Integer> group =
        threaded ? json.integers("threadgroup") : List.of(NO_THREAD, NO_THREAD, NO_THREAD);
    if (group.size() != 3) {
      throw json.wrong("threadgroup", "three integers");
    }
    return new Site(
        0,
        placed ? json.text("file") : "",
        placed ? json.integer("line") : 0,
        placed ? json.integer("column") : 0,
        group.get(0),
        group.get(1),
        group.get(2),
        threaded ? json.integer("simdgroup") : NO_THREAD,
        threaded ? json.integer("lane") : NO_THREAD);
  }
}
