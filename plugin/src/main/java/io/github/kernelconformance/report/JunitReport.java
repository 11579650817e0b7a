package io.github.kernelconformance.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.ContractFacts;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.Figures;
import io.github.kernelconformance.verdict.Findings;
import io.github.kernelconformance.verdict.Measured;
import io.github.kernelconformance.verdict.Status;
import io.github.kernelconformance.verdict.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code TEST-<contract>.<mode>.xml} in Surefire's dialect (its {@code surefire-test-report.xsd}),
 * which CI servers show: a contract, or a mode of one, is a suite, a cell a test case. A failing
 * cell is a {@code failure}, whatever its status, so that the counts are those of every other
 * report; one that fails as expected is {@code skipped}, with the reason, and never looks like a
 * pass. The class name starts with the device, so that a pass on {@code host} never stands for one
 * on a GPU. Times are zero, so that equal results give equal files.
 */
public final class JunitReport implements ReportWriter {

  /** The names of the files, as a glob. */
  static final String FILES = "TEST-*.xml";

  private static final String NO_TIME = "0";

  /** Tells these files from those of other tools, which stay. */
  private static final String COMMENT = " kernel-conformance ";

  private static final int HEAD = 256;

  /** The JDK's own, whatever else is on the class path. */
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  @Override
  public void write(Report report, Path directory) throws IOException {
    Map<String, List<CellResult>> suites =
        report.results().stream()
            .collect(groupingBy(JunitReport::suite, LinkedHashMap::new, toList()));
    for (Map.Entry<String, List<CellResult>> suite : suites.entrySet()) {
      AtomicFile.write(
          directory.resolve(file(suite.getKey())),
          out -> write(out, report, suite.getKey(), suite.getValue()));
    }
    removeEarlier(directory, suites.keySet());
  }

  /**
   * Removes the suites of an earlier run, which would stand for results where this run has none of
   * that mode. Files of other tools have other names and stay.
   */
  private static void removeEarlier(Path directory, Set<String> present) throws IOException {
    Set<String> keep = present.stream().map(JunitReport::file).collect(toSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FILES)) {
      for (Path file : files) {
        if (!keep.contains(file.getFileName().toString()) && isOurs(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Whether a file is a report of this plugin: it has the comment that each of them starts with.
   */
  private static boolean isOurs(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(COMMENT);
    }
  }

  private static void write(Writer out, Report report, String suite, List<CellResult> results)
      throws IOException {
    try {
      write(FACTORY.createXMLStreamWriter(out), report, suite, results);
    } catch (XMLStreamException e) {
      throw new IOException("cannot write " + file(suite), e);
    }
  }

  private static String file(String suite) {
    return "TEST-" + suite + ".xml";
  }

  private static String suite(CellResult result) {
    return result.cell().suite();
  }

  private static void write(
      XMLStreamWriter xml, Report report, String suite, List<CellResult> results)
      throws XMLStreamException {
    Summary summary = Summary.of(results);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeComment(COMMENT);
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", suite);
    attribute(xml, "time", NO_TIME);
    attribute(xml, "tests", String.valueOf(summary.cells()));
    attribute(xml, "errors", "0");
    attribute(
        xml, "skipped", String.valueOf(summary.skipped() + summary.expected() + summary.vacuous()));
    attribute(xml, "failures", String.valueOf(summary.failed()));
    writeProperties(xml, report, results.get(0).cell().contract());
    for (CellResult result : results) {
      xml.writeCharacters("\n  ");
      writeTestCase(xml, report.device() + "." + suite, result, cause(report, result.cell()));
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
  }

  private static void writeProperties(XMLStreamWriter xml, Report report, String contract)
      throws XMLStreamException {
    Map<String, String> properties = new TreeMap<>(report.settings());
    report.facts().stream()
        .filter(it -> it.contract().equals(contract))
        .forEach(it -> properties.putAll(facts(it)));
    properties.put("device", report.device());
    properties.put("description", report.description());
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      xml.writeCharacters("\n    ");
      xml.writeEmptyElement("property");
      attribute(xml, "name", property.getKey());
      attribute(xml, "value", property.getValue());
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  /** What the contract of a suite tells of itself, all its suites together. */
  private static Map<String, String> facts(ContractFacts facts) {
    Map<String, String> properties = new TreeMap<>();
    for (ContractFacts.Worst worst : facts.worst()) {
      String name = "contract.worst" + (worst.type().isEmpty() ? "" : "." + worst.type());
      properties.put(name, Figures.significant(worst.boundRatio(), 4));
      properties.put(name + ".cell", worst.cell());
    }
    properties.put("contract.vacuous", String.valueOf(facts.vacuous()));
    facts
        .blind()
        .forEach(
            it -> properties.put("contract.blind." + it.kernel().id(), String.valueOf(it.cells())));
    properties.put(
        "contract.silent",
        String.valueOf(facts.silences().stream().mapToInt(ContractFacts.Silence::cells).sum()));
    return properties;
  }

  private static void writeTestCase(
      XMLStreamWriter xml, String className, CellResult result, String cause)
      throws XMLStreamException {
    if (result.status() == Status.PASS) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    attribute(xml, "name", result.cell().id());
    attribute(xml, "classname", className);
    attribute(xml, "time", NO_TIME);
    if (result.status() == Status.PASS) {
      return;
    }
    xml.writeCharacters("\n    ");
    xml.writeStartElement(result.failed() ? "failure" : "skipped");
    attribute(xml, "message", message(result));
    if (result.failed()) {
      attribute(xml, "type", result.status().id());
      xml.writeCharacters(Xml.legal(cause + details(result)));
    }
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static String message(CellResult result) {
    return result.failedAsExpected()
        ? "expected %s: %s"
            .formatted(result.status().id(), result.expected().orElseThrow().reason())
        : result.message();
  }

  private static String cause(Report report, Cell cell) {
    return Diagnosis.of(cell, report.explanation().diagnoses())
        .filter(it -> it.explained().contains(cell))
        .map(it -> "cause: " + it.cause() + "\n")
        .orElse("");
  }

  private static String details(CellResult result) {
    Cell cell = result.cell();
    String where =
        (cell.branch().isEmpty() ? "" : "branch '" + cell.branch() + "'\n")
            + (cell.routed() ? "a host routes this shape here" : "no host routes this shape here");
    String found =
        result.findings().stream()
            .map(it -> Findings.sentence(it) + "\n")
            .collect(Collectors.joining());
    Measured measured = result.measured();
    return Double.isNaN(measured.relErr())
        ? found + where
        : found
            + "%s\nrelErr %s\nerror / tolerance %s\nmax|y| %s\nmax|ref| %s"
                .formatted(
                    where,
                    Figures.error(measured.relErr()),
                    Figures.significant(measured.boundRatio(), 4),
                    Figures.significant(measured.maxAbs(), 4),
                    Figures.significant(measured.maxAbsReference(), 4));
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Xml.legal(value));
  }
}
