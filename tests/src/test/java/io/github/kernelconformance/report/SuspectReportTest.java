package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.SEED_DEFECT;
import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;
import static io.github.kernelconformance.verdict.SyntheticMatrix.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Suspect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of suspect lines. */
class SuspectReportTest {

  private static final String KERNEL = "mxfp4_qmv_float_gs_32_b_4_batch_0";
  private static final Suspect LOOP =
      new Suspect("qmv.h", 44, 44, 1, "sums += 100 % dot(x, k);", "changing + to - here");

  @Test
  void theConsoleShowsTheMostSuspectLinesAfterTheWorstCell() {
    List<Suspect> six =
        List.of(
            LOOP,
            new Suspect("qmv.h", 43, 45, 0.9, "x".repeat(200)),
            new Suspect("qmv.h", 50, 50, 0.8, "", "run by 9 of 9 wrong cells"),
            new Suspect("qmv.h", 51, 0.75, ""),
            new Suspect("qmv.h", 52, 0.75, ""),
            new Suspect("qmv.h", 60, 0.7, "far();"));

    assertThat(ConsoleReport.lines(report(six)))
        .containsSequence(
            "Suspect lines, the most suspect first:",
            "  1.00 qmv.h:44: sums += 100 % dot(x, k);",
            "       changing + to - here",
            "  0.90 qmv.h:43-45: " + "x".repeat(79) + "…",
            "  0.80 qmv.h:50: ",
            "       run by 9 of 9 wrong cells",
            "  0.75 qmv.h:51: ",
            "  0.75 qmv.h:52: ")
        .noneMatch(line -> line.contains("qmv.h:60"))
        .hasSizeLessThanOrEqualTo(24);
  }

  /** Each kind of kernel tells its own lines, and there are five in all. */
  @Test
  void variantsThatFailForOtherReasonsAreApart() {
    List<Suspect> four =
        IntStream.rangeClosed(1, 4).mapToObj(i -> new Suspect("qmv.h", i, 0.9, "")).toList();
    List<Suspect> quad =
        IntStream.rangeClosed(21, 24).mapToObj(i -> new Suspect("qmv.h", i, 0.97, "")).toList();
    Report report =
        Reports.of(
            results(SEED_DEFECT),
            List.of(
                new KernelSuspects("quad", cell("mxfp4/float32/qmv_quad/N=5/K=64/normal"), quad),
                new KernelSuspects(KERNEL, cell("mxfp4/float32/qmv/N=5/K=512/normal"), four)));

    assertThat(ConsoleReport.lines(report))
        .containsSequence(
            "Suspect lines of qmv, the most suspect first:",
            "  0.90 qmv.h:1: ",
            "  0.90 qmv.h:2: ",
            "  0.90 qmv.h:3: ",
            "Suspect lines of qmv_quad, the most suspect first:",
            "  0.97 qmv.h:21: ",
            "  0.97 qmv.h:22: ");
  }

  @Test
  void withoutSuspectsThereIsNothingToSay(@TempDir Path directory) throws IOException {
    Report none = Reports.of(results(SEED_DEFECT));

    assertThat(ConsoleReport.lines(none)).noneMatch(line -> line.startsWith("Suspect"));
    assertThat(json(none, directory).has("suspects")).isFalse();
  }

  @Test
  void jsonTellsTheLinesOfEachKernelAndWhichCellsItIsAbout(@TempDir Path directory)
      throws IOException {
    List<Suspect> many =
        IntStream.range(0, 300).mapToObj(i -> new Suspect("a.h", i + 1, 0.5, "")).toList();
    JsonNode kernel = json(report(many), directory).at("/suspects/0");

    assertThat(kernel.get("kernel").asText()).isEqualTo(KERNEL);
    assertThat(kernel.get("variant").asText()).isEqualTo("qmv");
    assertThat(kernel.get("contract").asText()).isEqualTo("fp_qmv");
    assertThat(kernel.get("lines")).hasSize(100);
    assertThat(kernel.at("/lines/0").has("basis")).isFalse();
    JsonNode line = json(report(List.of(LOOP)), directory).at("/suspects/0/lines/0");
    assertThat(line.get("file").asText()).isEqualTo("qmv.h");
    assertThat(line.get("line").asInt()).isEqualTo(44);
    assertThat(line.get("score").asDouble()).isEqualTo(1);
    assertThat(line.get("text").asText()).isEqualTo(LOOP.text());
    assertThat(line.get("basis").asText()).isEqualTo(LOOP.basis());
  }

  private static Report report(List<Suspect> lines) {
    return Reports.of(
        results(SEED_DEFECT),
        List.of(new KernelSuspects(KERNEL, cell("mxfp4/float32/qmv/N=5/K=512/normal"), lines)));
  }

  private static JsonNode json(Report report, Path directory) throws IOException {
    new JsonReport().write(report, directory);
    return new ObjectMapper().readTree(directory.resolve(JsonReport.FILE).toFile());
  }
}
