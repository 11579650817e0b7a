package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** The JUnit reports are what Surefire's own schema says. */
class JunitSchemaTest {

  @TempDir private Path directory;

  @Test
  void everyKindOfReportIsValid() throws Exception {
    for (Report report : List.of(Reports.of(results(SEED_DEFECT)), Reports.ofEverything())) {
      for (Path file : written(report)) {
        Schemas.validateSurefire(file);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "testsuite name=\"fp_qmv.mxfp4\" | testsuite",
        "tests=                          | cells=",
        "<failure                        | <verdict/><failure",
        "time=\"0\"                      | time=\"none\"",
        "<property name                  | <property id"
      })
  void aDamagedFileIsInvalid(String right, String wrong) throws Exception {
    written(Reports.ofEverything());
    Path file = directory.resolve("TEST-fp_qmv.mxfp4.xml");
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));

    assertThatThrownBy(() -> Schemas.validateSurefire(file)).isInstanceOf(SAXException.class);
  }

  private List<Path> written(Report report) throws IOException {
    new JunitReport().write(report, directory);
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> written = files.toList();
      assertThat(written).isNotEmpty();
      return written;
    }
  }
}
