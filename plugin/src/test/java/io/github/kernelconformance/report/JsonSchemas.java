package io.github.kernelconformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Validation of documents against JSON Schemas, for tests. */
final class JsonSchemas {

  private JsonSchemas() {}

  /** What is wrong with a document; empty where it is valid. */
  static List<String> problems(VersionFlag draft, JsonNode schema, JsonNode document) {
    JsonSchema compiled = JsonSchemaFactory.getInstance(draft).getSchema(schema);
    return compiled.validate(document).stream().map(ValidationMessage::getMessage).toList();
  }
}
