package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.crash;
import static io.github.kernelconformance.verdict.SyntheticMatrix.mismatch;
import static io.github.kernelconformance.verdict.SyntheticMatrix.pass;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JunitReportTest {

  private static final Cell CELL = cell("mxfp4/float32/qmv/N=5/K=512/normal");
  private static final Cell OTHER = cell("mxfp4/float32/qmv/N=12/K=512/normal");
  private static final Cell THIRD = cell("mxfp4/float32/qmv/N=7/K=512/normal");

  @TempDir private Path directory;

  @Test
  void aFamilyAndModeIsASuite() throws Exception {
    new JunitReport().write(Reports.of(results(SEED_DEFECT)), directory);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder(
              "TEST-fp_qmv.mxfp4.xml", "TEST-fp_qmv.mxfp8.xml", "TEST-fp_qmv.nvfp4.xml");
    }
    Element suite = parse("TEST-fp_qmv.mxfp8.xml");
    assertThat(suite.getAttribute("name")).isEqualTo("fp_qmv.mxfp8");
    assertThat(suite.getAttribute("tests")).isEqualTo("1380");
    assertThat(suite.getAttribute("failures")).isEqualTo("336");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(1380);
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(336);
  }

  @Test
  void suitesOfAnEarlierRunAreRemovedAndOtherToolsFilesStay() throws Exception {
    new JunitReport().write(Reports.of(results(SEED_DEFECT)), directory);
    Path other = Files.writeString(directory.resolve("TEST-org.example.UnitTest.xml"), "");
    new JunitReport().write(Reports.of(List.of(pass(CELL))), directory);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .containsExactlyInAnyOrder(other, directory.resolve("TEST-fp_qmv.mxfp4.xml"));
    }
  }

  @Test
  void theCountsAreThoseOfTheCases() throws Exception {
    Element suite =
        suite(List.of(pass(CELL), mismatch(OTHER), CellResult.skipped(THIRD, "no kernel")));

    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    List<Element> cases = children(suite, "testcase");
    assertThat(children(cases.get(0), "*")).isEmpty();
    Element failure = children(cases.get(1), "failure").get(0);
    assertThat(failure.getAttribute("type")).isEqualTo("mismatch");
    assertThat(failure.getAttribute("message")).isEqualTo("y[m=0, n=0] is wrong");
    assertThat(failure.getTextContent()).contains("out_vec_size >= 8").contains("relErr 2.560e+02");
    assertThat(children(cases.get(2), "skipped").get(0).getAttribute("message"))
        .isEqualTo("no kernel");
  }

  @Test
  void anExpectedFailureIsSkippedWithItsReasonAndNoPass() throws Exception {
    Element suite =
        suite(
            List.of(
                pass(CELL),
                Reports.expected(mismatch(OTHER), "** mismatch issue #7"),
                CellResult.skipped(THIRD, "no kernel")));

    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("0");
    assertThat(suite.getAttribute("skipped")).isEqualTo("2");
    Element test = children(suite, "testcase").get(1);
    assertThat(children(test, "*")).hasSize(1);
    assertThat(children(test, "skipped").get(0).getAttribute("message"))
        .isEqualTo("expected mismatch: issue #7");
  }

  @Test
  void aCaseNamesItsCellAndItsDevice() throws Exception {
    Element test = children(suite(List.of(pass(CELL))), "testcase").get(0);

    assertThat(test.getAttribute("name")).isEqualTo(CELL.id());
    assertThat(test.getAttribute("classname")).isEqualTo("host.fp_qmv.mxfp4");
  }

  @Test
  void aCrashIsAFailureWithoutFigures() throws Exception {
    Element test = children(suite(List.of(crash(CELL, "SIGSEGV"))), "testcase").get(0);
    Element failure = children(test, "failure").get(0);

    assertThat(failure.getAttribute("type")).isEqualTo("crash");
    assertThat(failure.getTextContent()).doesNotContain("NaN");
  }

  @Test
  void charactersThatXmlCannotHoldAreSpelledOut() throws Exception {
    String message = "<a> & \"b\" 'c' ]]> \0\u001b[31m \uFFFF \uD800. \uD83D\uDE00 é";
    CellResult result = crash(CELL, message);

    Element test = children(suite(List.of(result)), "testcase").get(0);

    assertThat(children(test, "failure").get(0).getAttribute("message"))
        .isEqualTo("<a> & \"b\" 'c' ]]> \\u0000\\u001b[31m \\uffff \\ud800. \uD83D\uDE00 é");
  }

  /** What surefire-test-report.xsd asks for: these attributes, this order, times like these. */
  @Test
  void theDialectIsSurefires() throws Exception {
    Element suite =
        suite(List.of(pass(CELL), mismatch(OTHER), CellResult.skipped(THIRD, "no kernel")));

    assertThat(suite.getTagName()).isEqualTo("testsuite");
    for (String required : List.of("name", "tests", "errors", "skipped", "failures")) {
      assertThat(suite.getAttribute(required)).as(required).isNotEmpty();
    }
    assertThat(children(suite, "*"))
        .extracting(Element::getTagName)
        .containsExactly("properties", "testcase", "testcase", "testcase");
    assertThat(children(children(suite, "properties").get(0), "property"))
        .extracting(element -> element.getAttribute("name"))
        .containsExactly(
            "contract.silent",
            "contract.vacuous",
            "contract.worst.float32",
            "contract.worst.float32.cell",
            "description",
            "device",
            "seed",
            "version");
    for (Element test : children(suite, "testcase")) {
      assertThat(test.getAttribute("time")).matches("[0-9]{0,3}(\\.[0-9]{0,3})?").isNotEmpty();
      assertThat(children(test, "*"))
          .extracting(Element::getTagName)
          .isSubsetOf("failure", "skipped");
    }
  }

  @Test
  void equalReportsAreEqualBytesWithPlainLineEnds() throws IOException {
    String first = text();

    assertThat(text()).isEqualTo(first).doesNotContain("\r").endsWith("</testsuite>\n");
  }

  private String text() throws IOException {
    new JunitReport().write(Reports.of(results(SEED_DEFECT)), directory);
    return Files.readString(directory.resolve("TEST-fp_qmv.mxfp4.xml"));
  }

  private Element suite(List<CellResult> results) throws Exception {
    new JunitReport().write(Reports.of(results), directory);
    return parse("TEST-fp_qmv.mxfp4.xml");
  }

  private Element parse(String file)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(directory.resolve(file).toFile())
        .getDocumentElement();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element
          && (name.equals("*") || element.getTagName().equals(name))) {
        children.add(element);
      }
    }
    return children;
  }
}
