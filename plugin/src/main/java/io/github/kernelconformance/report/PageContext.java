package io.github.kernelconformance.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.FailureGroup;
import io.github.kernelconformance.verdict.FailureGroups;
import io.github.kernelconformance.verdict.FindingCause;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.Suspect;
import io.github.kernelconformance.verdict.SuspectGroup;
import java.io.IOException;
import java.util.List;

/**
 * What the HTML report shows beyond {@code report.json}: how to run a cell again, and the failures
 * as the console shows them.
 */
final class PageContext {

  private PageContext() {}

  /** Writes it as one document. */
  static void write(Report report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("rerun", report.rerun());
    List<ContractFacts> facts = report.facts();
    json.writeStringField("contracts", FactsText.failure(facts).orElse(""));
    json.writeArrayFieldStart("untold");
    List<String> sentences = FactsText.sentences(facts);
    for (String sentence : sentences) {
      json.writeString(sentence);
    }
    if (!sentences.isEmpty()) {
      json.writeString(FactsText.REMEDY);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("groups");
    for (FailureGroup group : FailureGroups.of(report.results()).groups()) {
      json.writeStartObject();
      json.writeStringField("description", group.description());
      json.writeNumberField("cells", group.failures().size());
      json.writeStringField("branch", group.branch().orElse(""));
      json.writeStringField("first", group.failures().get(0).cell().id());
      json.writeArrayFieldStart("causes");
      for (Diagnosis diagnosis : Diagnosis.of(group, report.explanation().diagnoses())) {
        json.writeString(diagnosis.sentence());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("causes");
    for (FindingCause cause : FindingCause.of(report.results())) {
      json.writeString(cause.sentence());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("suspects");
    List<SuspectGroup> suspects = SuspectText.groups(report);
    for (SuspectGroup group : suspects) {
      json.writeStartObject();
      json.writeStringField("title", SuspectText.title(group, suspects));
      json.writeArrayFieldStart("lines");
      for (Suspect suspect : group.lines()) {
        JsonReport.writeSuspect(json, suspect);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("smallest");
    for (SmallestCase it : report.explanation().smallest()) {
      json.writeStartObject();
      json.writeStringField("line", SmallestText.line(it));
      json.writeStringField("command", report.rerun(it.cell()));
      json.writeStringField("cell", it.inMatrix() ? it.cell().id() : "");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
