package io.github.kernelconformance.report;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Site;
import io.github.kernelconformance.matrix.Batch;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Mode;
import io.github.kernelconformance.matrix.Pattern;
import io.github.kernelconformance.matrix.Shape;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Evidence;
import io.github.kernelconformance.verdict.Expected;
import io.github.kernelconformance.verdict.Findings;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of a {@code report.json}, read back. */
final class JsonCells {

  private static final int NO_THREAD = -1;

  private JsonCells() {}

  static CellResult read(JsonFields json) throws ReportException {
    Cell cell = cell(json);
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
        evidence(cell, json.optional("evidence")),
        expected(json.optional("expected")));
  }

  private static Optional<SourceLocation> crashedAt(Optional<JsonFields> json)
      throws ReportException {
    return json.isPresent()
        ? Optional.of(new SourceLocation(json.get().text("file"), json.get().integer("line")))
        : Optional.empty();
  }

  private static Optional<Evidence> evidence(Cell cell, Optional<JsonFields> json)
      throws ReportException {
    return json.isPresent() ? Optional.of(JsonEvidence.read(cell, json.get())) : Optional.empty();
  }

  private static Optional<Expected> expected(Optional<JsonFields> json) throws ReportException {
    return json.isPresent()
        ? Optional.of(new Expected(json.get().text("reason"), json.get().flag("flaky")))
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
    return json.has("depth")
        ? new Measured(
            bare.wrong(),
            bare.relErr(),
            bare.boundRatio(),
            bare.maxAbs(),
            bare.maxAbsReference(),
            json.figure("tolerance"),
            size(json, "depth"))
        : bare;
  }

  private static Cell cell(JsonFields json) throws ReportException {
    return new Cell(
        json.text("family"),
        json.choice("mode", Mode.all(), Mode::id),
        json.choice("dtype", List.of(DType.values()), DType::id),
        json.text("variant"),
        json.text("branch"),
        json.flag("routed"),
        shape(json),
        json.choice("pattern", List.of(Pattern.values()), Pattern::id));
  }

  private static Shape shape(JsonFields json) throws ReportException {
    Batch batch = batch(json);
    return new Shape(
        batch.size(), size(json, "m"), size(json, "n"), size(json, "k"), batch.layout());
  }

  private static Batch batch(JsonFields json) throws ReportException {
    try {
      return Batch.parse(json.text("batch"));
    } catch (ConfigurationException e) {
      throw json.wrong("batch", "a batch such as 1 or 3-padded");
    }
  }

  private static int size(JsonFields json, String name) throws ReportException {
    int size = json.integer(name);
    if (size < 1) {
      throw json.wrong(name, "at least 1");
    }
    return size;
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
