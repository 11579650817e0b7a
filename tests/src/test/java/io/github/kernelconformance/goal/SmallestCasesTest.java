package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.testing.Axes;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.SmallestCase.NonZero;
import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults in our own kernels and in those of a contract shrink to what one can compute by hand. */
class SmallestCasesTest {

  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");

  /** No test is to depend on how busy the machine is. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final int LAUNCHES = 400;

  @TempDir private Path project;

  /** As it/src/it/seed-defect: the loop over full blocks takes the scale's byte as it is. */
  @Test
  void theSeedsDefectNeedsOneFullBlockAndOneProduct() throws Exception {
    copy(KERNELS, "src/main/metal");
    replace(
        "qmv/qmv.h",
        "sums += weights.template dot<Weights::step>(x, k, rows);",
        "sums += weights.template dot<Weights::step, T, Rows, metal::is_same_v<Rows, first_rows<rows_at_once>>>"
            + "(x, k, rows);");
    replace(
        "qmv/fp_weights.h",
        "template <int columns, typename T, typename Rows>",
        "template <int columns, typename T, typename Rows, bool raw_scale = false>");
    replace(
        "qmv/fp_weights.h",
        "return Mode::scale::decode(scale) * products;",
        "return (raw_scale ? vec<float, Rows::count>(scale) : Mode::scale::decode(scale)) * products;");

    List<SmallestCase> cases =
        find(Axes.builder().modes("mxfp4").dtypes("float32").n("5").k("512,1024").build());

    SmallestCase it = cases.get(0);
    assertThat(it.cell().id()).isEqualTo("mxfp4/float32/qmv/N=1/K=288/exact");
    assertThat(it.inMatrix()).isFalse();
    assertThat(it.elements())
        .extracting(NonZero::argument, NonZero::value)
        .containsExactly(tuple("w", 1.0), tuple("x", 1.0));
    assertThat(it.elements().get(0).at()).isEqualTo(it.elements().get(1).at());
    // A scale of 1 is the byte 127, and that is what the fault multiplies with.
    assertThat(it.wrong()).hasSize(1);
    assertThat(it.wrong().get(0).got()).isEqualTo(127);
    assertThat(it.wrong().get(0).expected()).isEqualTo(1);
    assertThat(it.search().stopped()).isEmpty();
  }

  private List<SmallestCase> find(Selection selection) throws Exception {
    Request request = Projects.request(project, selection, Map.of());
    Workspace workspace = Workspace.open(request);
    List<CellResult> results;
    try (Library library = workspace.library()) {
      results =
          MatrixRun.run(
                  workspace.matrix(),
                  library,
                  workspace::lacks,
                  2,
                  request.surroundings().progress())
              .cells();
    }
    assertThat(results).anyMatch(it -> it.status() == Status.MISMATCH);
    List<String> notes = new ArrayList<>();
    List<SmallestCase> cases =
        SmallestCases.find(
            new Experiment(workspace.matrix(), workspace::lacks),
            workspace::library,
            workspace.programs(),
            results,
            notes,
            LAUNCHES,
            LONG);
    assertThat(notes).isEmpty();
    return cases;
  }

  private void copy(Path from, String to) throws IOException {
    Path target = project.resolve(to);
    Files.createDirectories(target.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, target.resolve(from.relativize(file).toString()));
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
}
