package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.verdict.BlindKernel;
import io.github.kernelconformance.verdict.Blindness;
import io.github.kernelconformance.verdict.ContractFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code report.json} tells of contracts: facts, which readers of the file want and {@link
 * JsonReportReader} computes again from the cells, and what they are computed from.
 */
final class JsonFacts {

  private static final String EXCLUSIONS = "exclusions";
  private static final String BLIND = "blind";
  private static final String SILENT = "silent";

  private JsonFacts() {}

  /** Writes the fields of a contract's object. */
  static void write(ContractFacts facts, JsonGenerator json) throws IOException {
    json.writeNumberField("cells", facts.cells());
    json.writeNumberField("compared", facts.compared());
    json.writeArrayFieldStart("worst");
    for (ContractFacts.Worst worst : facts.worst()) {
      json.writeStartObject();
      json.writeStringField("type", worst.type());
      json.writeNumberField("boundRatio", worst.boundRatio());
      json.writeStringField("cell", worst.cell());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("vacuous", facts.vacuous());
    json.writeArrayFieldStart(BLIND);
    for (ContractFacts.Blind blind : facts.blind()) {
      json.writeStartObject();
      json.writeStringField("kernel", blind.kernel().id());
      json.writeNumberField("cells", blind.cells());
      json.writeStringField("first", blind.first());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unseen");
    for (ContractFacts.Unseen unseen : facts.unseen()) {
      json.writeStartObject();
      json.writeStringField("kernel", unseen.kernel().id());
      json.writeStringField("where", unseen.where());
      json.writeNumberField("cells", unseen.cells());
      json.writeStringField("first", unseen.first());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart(SILENT);
    for (ContractFacts.Silence silence : facts.silences()) {
      json.writeStartObject();
      json.writeStringField("reason", silence.reason());
      json.writeNumberField("cells", silence.cells());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart(EXCLUSIONS);
    for (String exclusion : facts.exclusions()) {
      json.writeString(exclusion);
    }
    json.writeEndArray();
  }

  /** Writes the fields of a cell's object. */
  static void write(Blindness blindness, JsonGenerator json) throws IOException {
    if (!blindness.kernels().isEmpty()) {
      json.writeArrayFieldStart(BLIND);
      for (BlindKernel kernel : blindness.kernels()) {
        json.writeString(kernel.id());
      }
      json.writeEndArray();
    }
    if (blindness.silent().isPresent()) {
      json.writeStringField(SILENT, blindness.silent().get());
    }
  }

  /** What the contracts of a document leave out, by name; without those that leave out nothing. */
  static Map<String, List<String>> exclusions(JsonFields document) throws ReportException {
    Map<String, List<String>> exclusions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonFields> it : document.fields("contracts").objects().entrySet()) {
      if (it.getValue().has(EXCLUSIONS) && !it.getValue().strings(EXCLUSIONS).isEmpty()) {
        exclusions.put(it.getKey(), it.getValue().strings(EXCLUSIONS));
      }
    }
    return exclusions;
  }

  /** What the object of a cell says that it cannot tell. */
  static Blindness blindness(JsonFields cell) throws ReportException {
    List<BlindKernel> kernels = new ArrayList<>();
    if (cell.has(BLIND)) {
      for (String id : cell.strings(BLIND)) {
        try {
          kernels.add(BlindKernel.parse(id));
        } catch (IllegalArgumentException e) {
          throw cell.wrong(BLIND, "an array of blind kernels, such as zeros");
        }
      }
    }
    return new Blindness(
        kernels, cell.has(SILENT) ? Optional.of(cell.text(SILENT)) : Optional.empty());
  }
}
