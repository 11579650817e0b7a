package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReportReaderTest {

  @TempDir private Path directory;

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    for (Report report :
        new Report[] {
          Reports.of(results(SEED_DEFECT)), Reports.ofEverything(), Reports.shard(2, 3, 100)
        }) {
      assertThat(
              JsonReportReader.read(written(report))
                  .in(report.module(), report.directory(), report.rerun()))
          .isEqualTo(report);
    }
  }

  @Test
  void fieldsOfALaterVersionArePassedOver() throws IOException {
    Report report = Reports.ofEverything();
    Path file = written(report);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"device\":", "\"later\":{\"a\":[1]},\"device\":")
            .replace("\"mode\":", "\"suspects\":[{\"line\":7}],\"mode\":"));

    assertThat(JsonReportReader.read(file).results()).isEqualTo(report.results());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schemaVersion\":1    | \"schemaVersion\":2    | /schemaVersion is 2, not 1",
        "\"device\":\"host\"    | \"device\":null        | /device is null, not a string",
        "\"mode\":\"mxfp4\"     | \"mode\":\"mxpf4\"     | /cells/0/mode is \"mxpf4\", not one of",
        "\"n\":5                | \"n\":6                | as the other fields say",
        "\"n\":5                | \"n\":5.5              | /cells/0/n is 5.5, not an integer",
        "\"n\":5                | \"n\":0                | /cells/0/n is 0, not at least 1",
        "\"batch\":\"3-padded\" | \"batch\":\"3-\"    | /cells/1/batch is \"3-\", not a batch such as 1",
        "\"routed\":true        | \"routed\":1           | /cells/0/routed is 1, not true or false",
        "\"relErr\":            | \"relerr\":            | /cells/0/relErr is missing",
        "\"cells\":[            | \"cells\":{},\"x\":[   | /cells is {}, not an array",
        "\"settings\":{         | \"settings\":[],\"x\":{ | /settings is no object",
        "\"threadgroup\":[0,    | \"threadgroup\":[      | /cells/0/findings/0/threadgroup"
      })
  void whatIsDamagedIsNamed(String right, String wrong, String problem) throws IOException {
    Path file = written(Reports.ofEverything());
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));

    assertThatThrownBy(() -> JsonReportReader.read(file))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("report.json is no report of this version: ")
        .hasMessageContaining(problem)
        .hasMessageEndingWith(". The goal verify writes it anew.");
  }

  @Test
  void aShardThatContradictsItselfIsDamaged() throws IOException {
    Path file = written(Reports.shard(1, 2, 4));
    String text = Files.readString(file);

    Files.writeString(file, text.replace("\"index\":1", "\"index\":3"));
    assertThatThrownBy(() -> JsonReportReader.read(file))
        .hasMessageContaining("/shard/index is 3, not from 1 to 2");

    Files.writeString(file, text.replace("\"positions\":[0,", "\"positions\":["));
    assertThatThrownBy(() -> JsonReportReader.read(file)).hasMessageContaining("/shard/positions");
  }

  @Test
  void whatIsNoJsonOrNotThereIsTold() throws IOException {
    Path file = Files.writeString(directory.resolve("report.json"), "{\"schemaVersion\":1,");
    assertThatThrownBy(() -> JsonReportReader.read(file))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("is no report of this version: Unexpected end-of-input");

    Files.writeString(file, "[]");
    assertThatThrownBy(() -> JsonReportReader.read(file))
        .hasMessageContaining("the document is no object");

    assertThatThrownBy(() -> JsonReportReader.read(directory.resolve("gone.json")))
        .isInstanceOf(ReportException.class)
        .hasMessageEndingWith("gone.json. The goal verify writes it.");
  }

  private Path written(Report report) throws IOException {
    new JsonReport().write(report, directory);
    return directory.resolve(JsonReport.FILE);
  }
}
