package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@link JsonReport} writes: reading what was written gives an equal report, but for
 * what the file does not hold. That is {@code module}, {@code directory} and {@code rerun}, which
 * are empty (see {@link Report#in}), the instruction of a finding, which is 0, and of the evidence
 * all that {@link Report#evidence} leaves out, and whole outputs.
 */
public final class JsonReportReader {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonReportReader() {}

  /**
   * Reads a report. Fields that this version does not know are passed over.
   *
   * @param file the path of a {@code report.json}
   * @throws ReportException if there is no such file, it is no report, or one in a format of
   *     another version
   * @throws IOException if it cannot be read
   */
  public static Report read(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return report(JsonFields.of(MAPPER.readTree(input)));
    } catch (NoSuchFileException e) {
      throw new ReportException("There is no " + file + ". The goal verify writes it.");
    } catch (JsonProcessingException e) {
      throw unusable(file, e.getOriginalMessage());
    } catch (ReportException e) {
      throw unusable(file, e.getMessage());
    }
  }

  private static ReportException unusable(Path file, String problem) {
    return new ReportException(
        "%s is not a report of this version: %s. Run the goal verify to write a new one."
            .formatted(file, problem));
  }

  private static Report report(JsonFields json) throws ReportException {
    if (json.integer("schemaVersion") != JsonReport.SCHEMA_VERSION) {
      throw json.wrong("schemaVersion", String.valueOf(JsonReport.SCHEMA_VERSION));
    }
    List<CellResult> results = new ArrayList<>();
    Map<String, JsonAxes.Contract> contracts = JsonAxes.contracts(json);
    for (JsonFields cell : json.list("cells")) {
      results.add(JsonCells.read(cell, contracts));
    }
    Optional<JsonFields> shard = json.optional("shard");
    return new Report(
        json.text("device"),
        json.text("description"),
        json.fields("settings").texts(),
        shard.isPresent() ? Optional.of(part(shard.get(), results.size())) : Optional.empty(),
        kernels(json.fields("kernels")),
        results,
        "",
        "",
        "",
        new Explanation(JsonSuspects.read(json, results))
            .with(JsonSmallest.read(json, contracts))
            .diagnosed(JsonDiagnoses.read(json, results)),
        JsonFacts.exclusions(json));
  }

  private static Part part(JsonFields json, int results) throws ReportException {
    int index = json.integer("index");
    int count = json.integer("count");
    if (index < 1 || index > count) {
      throw json.wrong("index", "from 1 to " + count);
    }
    List<Integer> positions = json.integers("positions");
    int cells = json.integer("cells");
    if (positions.size() != results || positions.stream().anyMatch(i -> i < 0 || i >= cells)) {
      throw json.wrong("positions", "a position for each cell");
    }
    return new Part(new Shard(index, count), json.text("matrix"), cells, positions);
  }

  private static Map<String, SourceLocation> kernels(JsonFields json) throws ReportException {
    Map<String, SourceLocation> kernels = new LinkedHashMap<>();
    for (Map.Entry<String, JsonFields> kernel : json.objects().entrySet()) {
      JsonFields location = kernel.getValue();
      kernels.put(
          kernel.getKey(), new SourceLocation(location.text("file"), location.integer("line")));
    }
    return kernels;
  }
}
