package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  void theReportsOfWhatWasReadAreThoseOfWhatWasWritten() throws IOException {
    for (Report report :
        List.of(
            Reports.ofFailures(),
            Reports.ofEverything(),
            Reports.ofManyFailures(1500),
            ToyReports.ofAll(List.of()))) {
      List<String> written = Reports.written(report, directory);
      Report read =
          JsonReportReader.read(directory.resolve(JsonReport.FILE))
              .in(report.module(), report.directory(), report.rerun());

      assertThat(Reports.written(read, directory)).isEqualTo(written);
    }
  }

  private static Evidence.Output withoutBytes(Evidence.Output it) {
    return new Evidence.Output(it.name(), it.type(), Optional.empty(), it.rounded(), it.elements());
  }

  @Test
  void evidenceIsReadBackButForTheWholeOutput() throws IOException {
    Report report = Reports.ofFailures();
    Report read = JsonReportReader.read(written(report));

    for (int i = 0; i < report.results().size(); i++) {
      Optional<Evidence> evidence = report.results().get(i).evidence();
      Optional<Evidence> again = read.results().get(i).evidence();
      assertThat(again.map(Evidence::inputs)).isEqualTo(evidence.map(Evidence::inputs));
      assertThat(again.map(Evidence::outputs))
          .isEqualTo(
              evidence.map(
                  it -> it.outputs().stream().map(JsonReportReaderTest::withoutBytes).toList()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\":\"uint32\"  | \"type\":\"uint31\" | /cells/0/evidence/inputs/0/type is \"uint31\"",
        "\"shape\":[5,64]     | \"shape\":[5,\"64\"]  | /cells/0/evidence/inputs/0/shape is",
        "\"head\":[\"0x        | \"head\":[0,\"0x       | /cells/0/evidence/inputs/0/head is",
        "\"at\":[0,4]         | \"at\":[0,5]          | /cells/0/evidence/outputs/0/elements/4/at is [0,5], not a place in an output whose sizes are [1, 5]",
        "\"at\":[0,4]         | \"at\":[4]            | /cells/0/evidence/outputs/0/elements/4/at is [4]",
        "\"got\":\"NaN\"      | \"got\":null          | /cells/2/evidence/outputs/0/elements/0/got is null, not a number",
        "\"indices\":[\"m\",  | \"indices\":[1,       | /cells/0/evidence/outputs/0/indices is",
        "\"rounded\":true     | \"rounded\":1         | /evidence/outputs/0/rounded is 1, not true or false"
      })
  void damagedEvidenceIsNamed(String right, String wrong, String problem) throws IOException {
    requireNamed(Reports.ofFailures(), right, wrong, problem);
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
        "\"schemaVersion\":2    | \"schemaVersion\":1    | /schemaVersion is 1, not 2",
        "\"device\":\"host\"    | \"device\":null        | /device is null, not a string",
        "\"role\":\"mode\"      | \"role\":\"moda\"      | /axes/0/role is \"moda\", not one of",
        "\"qualified\":false    | \"qualified\":0         | /qualified is 0, not true or false",
        "\"contract\":\"fp_qmv\" | \"contract\":\"fp\"     | /contract is \"fp\", not one of",
        "\"mode\":\"mxfp4\"     | \"mode\":\"mxpf4\"     | as the other fields say",
        "\"mode\":\"mxfp4\"     | \"moda\":\"mxfp4\"     | /cells/0/at/mode is missing",
        "\"n\":5                | \"n\":6                | as the other fields say",
        "\"n\":5                | \"n\":5.5              | /cells/0/at/n is 5.5, not an integer",
        "\"n\":5                | \"n\":\"5\"            | /cells/0/at/n is \"5\", not an integer",
        "\"routed\":true        | \"routed\":1           | /cells/0/routed is 1, not true or false",
        "\"relErr\":            | \"relerr\":            | /cells/0/relErr is missing",
        "\"cells\":[            | \"cells\":{},\"x\":[   | /cells is {}, not an array",
        "\"settings\":{         | \"settings\":[],\"x\":{ | /settings is not an object",
        "\"threadgroup\":[0,    | \"threadgroup\":[      | /cells/0/findings/0/threadgroup"
      })
  void whatIsDamagedIsNamed(String right, String wrong, String problem) throws IOException {
    requireNamed(Reports.ofEverything(), right, wrong, problem);
  }

  private void requireNamed(Report report, String right, String wrong, String problem)
      throws IOException {
    Path file = written(report);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));

    assertThatThrownBy(() -> JsonReportReader.read(file))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("report.json is not a report of this version: ")
        .hasMessageContaining(problem)
        .hasMessageEndingWith(". Run the goal verify to write a new one.");
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
        .hasMessageContaining("is not a report of this version: Unexpected end-of-input");

    Files.writeString(file, "[]");
    assertThatThrownBy(() -> JsonReportReader.read(file))
        .hasMessageContaining("the document is not an object");

    assertThatThrownBy(() -> JsonReportReader.read(directory.resolve("gone.json")))
        .isInstanceOf(ReportException.class)
        .hasMessageEndingWith("gone.json. The goal verify writes it.");
  }

  private Path written(Report report) throws IOException {
    new JsonReport().write(report, directory);
    return directory.resolve(JsonReport.FILE);
  }
}
