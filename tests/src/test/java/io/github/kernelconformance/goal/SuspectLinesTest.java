package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kernelconformance.matrix.Axes;
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
      "sums += weights.template dot<Weights::step, T, Rows, metal::is_same_v<Rows, first_rows>>"
          + "(x, k, rows);";

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
        "return (raw_scale ? float4(scale) : Mode::scale::decode(scale)) * products;");

    Outcome outcome = Projects.verify(Projects.request(project, axes("32,128,256,288,512,1024")));

    JsonNode suspects = report().at("/suspects");
    assertThat(suspects.at("/0/kernel").asText()).isEqualTo("mxfp4_qmv_float_gs_32_b_4_batch_0");
    assertThat(suspects.at("/0/variant").asText()).isEqualTo("qmv");
    JsonNode top = suspects.at("/0/lines/0");
    assertThat(top.get("file").asText()).isEqualTo("src/main/metal/qmv/qmv.h");
    assertThat(top.get("text").asText()).isEqualTo(WRONG_CALL);
    assertThat(top.get("score").asDouble()).isEqualTo(1);
    assertThat(outcome.lines())
        .hasSizeLessThanOrEqualTo(24)
        .containsSequence(
            "Suspect lines, which wrong cells run more than right ones do:",
            "  1.00 src/main/metal/qmv/qmv.h:%d: %s…"
                .formatted(top.get("line").asInt(), WRONG_CALL.substring(0, 79)));
  }

  /** Nothing is right to compare with. */
  @Test
  void aKernelThatIsWrongEverywhereHasNoSuspects() throws Exception {
    copyKernels();
    replace("qmv/qmv.h", "= simd_sum(share);", "= 2 * simd_sum(share);");

    Outcome outcome = Projects.verify(Projects.request(project, axes("32,512")));

    assertThat(outcome.failure()).isPresent();
    assertThat(report().has("suspects")).isFalse();
  }

  @Test
  void rightKernelsHaveNoSuspects() throws Exception {
    copyKernels();

    Outcome outcome = Projects.verify(Projects.request(project, axes("32,128,256,288,512,1024")));

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.lines()).noneMatch(line -> line.contains("uspect"));
    assertThat(report().has("suspects")).isFalse();
  }

  private static Axes axes(String k) {
    return Axes.builder()
        .modes("mxfp4")
        .dtypes("float32")
        .n("1..12")
        .k(k)
        .patterns("normal")
        .build();
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
