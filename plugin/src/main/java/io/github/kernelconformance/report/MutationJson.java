package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.Operator;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.mutation.Score;
import io.github.kernelconformance.toolchain.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code mutation.json}: the rates, the operators and every mutant, a mutant a line. Its schema is
 * {@code docs/schema/mutation.schema.json}.
 */
public final class MutationJson {

  /** The file's name. */
  public static final String FILE = "mutation.json";

  private static final int SCHEMA_VERSION = 1;

  private MutationJson() {}

  /** Writes the file in the place of that of an earlier run. */
  public static void write(MutationReport report, Path directory) throws IOException {
    AtomicFile.write(
        directory.resolve(FILE),
        file -> {
          try (JsonGenerator json = JsonReport.FACTORY.createGenerator(file)) {
            json.setPrettyPrinter(new CellPerLine());
            write(report, json);
            json.writeRaw('\n');
          }
        });
  }

  private static void write(MutationReport report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("device", report.device());
    json.writeNumberField("cells", report.cells());
    json.writeArrayFieldStart("rates");
    for (Rate rate : Rate.values()) {
      json.writeStartObject();
      json.writeStringField("rate", rate.id());
      write(report.score(rate), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("operators");
    for (Operator operator : Operator.values()) {
      List<MutantResult> some =
          report.results().stream().filter(it -> it.mutant().operator() == operator).toList();
      if (!some.isEmpty()) {
        json.writeStartObject();
        json.writeStringField("operator", operator.id());
        json.writeStringField("family", operator.family().id());
        json.writeStringField("rate", operator.family().rate().id());
        json.writeStringField("says", operator.says());
        write(Score.of(some), json);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("mutants");
    for (MutantResult result : report.results()) {
      write(result, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Score score, JsonGenerator json) throws IOException {
    json.writeNumberField("killed", score.killed());
    json.writeNumberField("survived", score.survived());
    json.writeNumberField("equivalent", score.equivalent());
    json.writeNumberField("notReached", score.notReached());
    json.writeNumberField("killedByPlainCheck", score.plain());
  }

  private static void write(MutantResult result, JsonGenerator json) throws IOException {
    Mutant mutant = result.mutant();
    json.writeStartObject();
    json.writeStringField("id", mutant.id());
    json.writeStringField("operator", mutant.operator().id());
    json.writeStringField("file", mutant.place().file());
    json.writeNumberField("line", mutant.place().line());
    json.writeStringField("function", mutant.function());
    json.writeStringField("before", mutant.before());
    json.writeStringField("after", mutant.after());
    json.writeStringField("fate", result.fate().id());
    optional("by", result.by(), json);
    optional("cell", result.cell(), json);
    optional("message", result.message(), json);
    json.writeNumberField("tried", result.tried());
    json.writeBooleanField("killedByPlainCheck", result.plain());
    json.writeEndObject();
  }

  private static void optional(String field, String value, JsonGenerator json) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(field, value);
    }
  }
}
