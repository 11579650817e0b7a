package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static io.github.kernelconformance.goal.Projects.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.report.JsonReport;
import io.github.kernelconformance.report.JsonReportReader;
import io.github.kernelconformance.report.Report;
import io.github.kernelconformance.report.SarifReport;
import io.github.kernelconformance.testing.Schemas;
import io.github.kernelconformance.verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real run leaves is what the schemas say. */
class ValidReportsTest {

  @TempDir private Path project;
  @TempDir private Path readAgain;

  @Test
  void reportsOfARealFailureAreValidAndReadBack() throws Exception {
    String right = Files.readString(conforming(project).resolve("src/main/metal/kernels.metal"));
    write(project, "kernels.metal", right.replace("y[row] = ", "y[row + 4096] = "));
    Projects.verify(request(project, axes().n("1,5").build(), Map.of()));

    Path json = output(project).resolve(JsonReport.FILE);
    assertThat(Schemas.reportProblems(tree(json))).isEmpty();
    assertThat(Schemas.sarifProblems(tree(output(project).resolve(SarifReport.FILE)))).isEmpty();
    Schemas.validateSurefire(output(project).resolve("TEST-fp_qmv.mxfp4.xml"));

    Report report = JsonReportReader.read(json);
    assertThat(report.results())
        .isNotEmpty()
        .allSatisfy(
            result -> {
              assertThat(result.status()).isEqualTo(Status.MEMORY_ERROR);
              assertThat(result.findings()).isNotEmpty();
            });
    assertThat(report.kernels().values())
        .isNotEmpty()
        .allSatisfy(kernel -> assertThat(kernel.file()).isEqualTo("src/main/metal/kernels.metal"));
    new JsonReport().write(report, readAgain);
    assertThat(readAgain.resolve(JsonReport.FILE)).hasSameTextualContentAs(json);
  }

  private static JsonNode tree(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }
}
