package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.testing.Axes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines to blame for wrong numbers, on our own kernels with and without a defect. */
class SuspectLinesTest {

  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");
  private static final String CALL = "sums += weights.template dot<Weights::step>(x, k, rows);";
  private static final String WRONG_CALL =
      "sums += weights.template dot<Weights::step, T, Rows, metal::is_same_v<Rows, first_rows<rows_at_once>>>"
          + "(x, k, rows);";

  private static final String E4M3_DECODE =
      "as_type<values>(as_type<words>(minifloat<4, 3>(codes)) | (0u - is_nan))";

  @TempDir private Path project;

  @Test
  void theFaultyLoopOfTheSeedsDefectIsOnTop() throws Exception {
    copyKernels();
    // As it/src/it/seed-defect: the loop over full blocks takes the scale's byte as it is.
    replace("qmv/qmv.h", CALL, WRONG_CALL);
    replace(
        "qmv/fp_weights.h",
        "template <int columns, typename T, typename Rows>",
        "template <int columns, typename T, typename Rows, bool raw_scale = false>");
    replace(
        "qmv/fp_weights.h",
        "return Mode::scale::decode(scale) * products;",
        "return (raw_scale ? vec<float, Rows::count>(scale) : Mode::scale::decode(scale)) * products;");

    Outcome outcome =
        Projects.verify(Projects.request(project, axes("32,128,256,288,512,1024").build()));

    JsonNode suspects = report().at("/suspects");
    assertThat(suspects.at("/0/kernel").asText()).isEqualTo("mxfp4_qmv_float_gs_32_b_4_batch_0");
    assertThat(suspects.at("/0/variant").asText()).isEqualTo("qmv");
    JsonNode taken = suspects.at("/0/lines/0");
    assertThat(taken.get("file").asText()).isEqualTo("src/main/metal/qmv/fp_weights.h");
    assertThat(taken.get("text").asText()).startsWith("return (raw_scale ?");
    assertThat(taken.get("basis").asText())
        .isEqualTo(
            "changing vec<float, Rows::count>(scale) to e8m0::decode(scale) here makes 4 of 4 wrong"
                + " cells right");
    // That loop alone asks for it.
    assertThat(suspects.at("/0/lines").findValuesAsText("text").subList(0, 3)).contains(WRONG_CALL);
    assertThat(outcome.lines())
        .hasSizeLessThanOrEqualTo(34)
        .anyMatch(
            it ->
                it.matches(
                    " +Cause: scale byte not decoded, in full blocks - explains (\\d+) of \\1 failing"
                        + " cells"))
        .containsSequence(
            "Suspect lines, the most suspect first:",
            "  1.00 src/main/metal/qmv/fp_weights.h:%s: %s…"
                .formatted(lines(taken), taken.get("text").asText().substring(0, 79)),
            "       " + taken.get("basis").asText());
  }

  /** Of three modes one has a scale of its own, and no cell of it is right. */
  @Test
  void aKernelThatIsWrongEverywhereIsComparedWithThoseLikeIt() throws Exception {
    copyKernels();
    replace("formats/e4m3.h", E4M3_DECODE, "2 * " + E4M3_DECODE);

    Outcome outcome =
        Projects.verify(
            Projects.request(
                project, axes("32,512").modes("mxfp4,nvfp4").dtypes("float32,float16").build()));

    assertThat(outcome.lines())
        .anyMatch(
            it ->
                it.startsWith(
                    "No cell of nvfp4_qmv_float_gs_16_b_4_batch_0 and of some other kernels"));
    JsonNode suspects = report().at("/suspects");
    assertThat(suspects).isNotEmpty();
    assertThat(suspects).allMatch(it -> it.get("kernel").asText().startsWith("nvfp4_"));
    assertThat(suspects.at("/0/lines/0/file").asText()).isEqualTo("src/main/metal/formats/e4m3.h");
    assertThat(suspects.at("/0/lines/0/score").asDouble()).isEqualTo(1);
  }

  @Test
  void ifNoCellIsRightAChangeThatMakesSomeRightTellsTheLine() throws Exception {
    copyKernels();
    String wrong = "const float4 sums = 2 * simd_sum(share) * factor;";
    replace("qmv/qmv.h", wrong.replace("2 * ", ""), wrong);

    Outcome outcome = Projects.verify(Projects.request(project, axes("512").n("1..7").build()));

    assertThat(outcome.failure()).isPresent();
    JsonNode top = report().at("/suspects/0/lines/0");
    assertThat(top.get("text").asText()).isEqualTo(wrong);
    assertThat(top.get("basis").asText()).endsWith(" here makes 4 of 4 wrong cells right");
    assertThat(outcome.lines()).contains("       " + top.get("basis").asText());
  }

  @Test
  void rightKernelsHaveNoSuspects() throws Exception {
    copyKernels();

    Outcome outcome =
        Projects.verify(Projects.request(project, axes("32,128,256,288,512,1024").build()));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines()).noneMatch(line -> line.contains("uspect"));
    assertThat(report().has("suspects")).isFalse();
  }

  private static Axes axes(String k) {
    return Axes.builder().modes("mxfp4").dtypes("float32").n("1..12").k(k).patterns("normal");
  }

  private static String lines(JsonNode suspect) {
    return suspect.get("line").asText()
        + (suspect.has("lastLine") ? "-" + suspect.get("lastLine").asText() : "");
  }

  private void copyKernels() throws IOException {
    Path to = project.resolve("src/main/metal");
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(KERNELS)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(KERNELS.relativize(file).toString()));
      }
    }
  }

  private void replace(String file, String right, String wrong) throws IOException {
    Path source = project.resolve("src/main/metal").resolve(file);
    String text = Files.readString(source);
    assertThat(text).contains(right);
    Files.writeString(
        source, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(Projects.output(project).resolve("report.json").toFile());
  }
}
