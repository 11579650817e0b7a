package io.github.kernelconformance.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/**
 * The schemas of our reports, each as its publisher has it. Those that are not ours are unpacked
 * from Maven artifacts in the phase {@code generate-test-resources}.
 */
public final class Schemas {

  /** The schema that we publish. */
  public static final Path REPORT = Path.of("..", "docs", "schema", "report.schema.json");

  private static final Path MUTATION = Path.of("..", "docs", "schema", "mutation.schema.json");
  private static final Path COVERAGE = Path.of("..", "docs", "schema", "coverage.schema.json");

  private static final Path OTHERS = Path.of("target", "schemas");

  private Schemas() {}

  /** What is wrong with a {@code report.json}; empty where it is valid. */
  public static List<String> reportProblems(JsonNode report) throws IOException {
    return problems(VersionFlag.V202012, REPORT, report);
  }

  /** What is wrong with a {@code mutation.json}; empty where it is valid. */
  public static List<String> mutationProblems(JsonNode mutation) throws IOException {
    return problems(VersionFlag.V202012, MUTATION, mutation);
  }

  /** What is wrong with a {@code coverage.json}; empty where it is valid. */
  public static List<String> coverageProblems(JsonNode coverage) throws IOException {
    return problems(VersionFlag.V202012, COVERAGE, coverage);
  }

  /** What OASIS's schema for SARIF 2.1.0 finds wrong with a log; empty where it is valid. */
  public static List<String> sarifProblems(JsonNode log) throws IOException {
    return problems(VersionFlag.V7, OTHERS.resolve("sarif-schema-2.1.0.json"), log);
  }

  /**
   * Validates a file against Surefire's schema.
   *
   * @throws SAXException where it is not valid
   */
  public static void validateSurefire(Path xml) throws SAXException, IOException {
    Validator validator =
        SchemaFactory.newDefaultInstance()
            .newSchema(OTHERS.resolve("surefire-test-report.xsd").toFile())
            .newValidator();
    validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    validator.validate(new StreamSource(xml.toFile()));
  }

  /**
   * A document with another value at a place, which it changes.
   *
   * @param pointer to a field (RFC 6901)
   * @param value as JSON
   */
  public static ObjectNode damaged(ObjectNode document, String pointer, String value)
      throws IOException {
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) document.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), new ObjectMapper().readTree(value));
    return document;
  }

  private static List<String> problems(VersionFlag draft, Path schema, JsonNode document)
      throws IOException {
    return JsonSchemaFactory.getInstance(draft)
        .getSchema(new ObjectMapper().readTree(schema.toFile()))
        .validate(document)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
