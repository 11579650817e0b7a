package io.github.kernelconformance.goal;

import static io.github.kernelconformance.goal.Projects.axes;
import static io.github.kernelconformance.goal.Projects.conforming;
import static io.github.kernelconformance.goal.Projects.output;
import static io.github.kernelconformance.goal.Projects.request;
import static io.github.kernelconformance.goal.Projects.verify;
import static io.github.kernelconformance.goal.Projects.withBundles;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {

  /** Makes row 4 wrong in pattern exact. */
  private static final Map<String, String> WRONG = Map.of("OFF", "1", "ROW", "4");

  @TempDir private Path project;

  @BeforeEach
  void kernels() throws IOException {
    conforming(project);
  }

  @Test
  void eachCellThatFailsHasABundleAndNoOther() throws Exception {
    Outcome outcome = verify(withBundles(project, axes().build(), WRONG));

    assertThat(outcome.lines())
        .contains("Bundles of 8 cells that failed: target/kernel-conformance/bundles");
    assertThat(bundles())
        .hasSize(8)
        .allMatch(name -> name.matches("mxfp4-float32-qmv-N=[5-8]-K=(32|288)-exact"));
  }

  @Test
  void theOutputIsThatOfTheRun() throws Exception {
    verify(withBundles(project, cell("N=5/K=32/exact"), WRONG));

    Path bundle = directory().resolve("mxfp4-float32-qmv-N=5-K=32-exact");
    byte[] wrong = Files.readAllBytes(bundle.resolve("y.npy"));
    assertThat(wrong).hasSize(128 + 5 * Float.BYTES);
    assertThat(Files.readString(bundle.resolve("README.txt")))
        .contains("kernel mxfp4_qmv_float_gs_32_b_4_batch_0")
        .doesNotContain(project.toString());
  }

  @Test
  void bundlesOfAnEarlierRunDoNotSurviveOne() throws Exception {
    verify(withBundles(project, cell("N=5/K=32/exact"), WRONG));
    verify(withBundles(project, cell("N=6/K=32/exact"), WRONG));
    assertThat(bundles()).containsExactly("mxfp4-float32-qmv-N=6-K=32-exact");

    Outcome outcome = verify(withBundles(project, cell("N=6/K=32/exact"), Map.of()));
    assertThat(outcome.lines()).contains("No cell failed, so there is no bundle to write.");
    assertThat(directory()).doesNotExist();
  }

  @Test
  void aRunThatIsNotAskedForBundlesLeavesThemAlone() throws Exception {
    verify(withBundles(project, cell("N=5/K=32/exact"), WRONG));
    verify(request(project, cell("N=6/K=32/exact"), WRONG));

    assertThat(bundles()).containsExactly("mxfp4-float32-qmv-N=5-K=32-exact");
  }

  @Test
  void thereIsAMostAndTheNoteSaysSo() throws Exception {
    Selection many = axes().n("5..16").k("32,64,96,128,160,192").patterns("exact").build();
    Outcome outcome = verify(withBundles(project, many, WRONG));

    assertThat(outcome.lines())
        .contains(
            "Bundles of the first 64 of 72 cells that failed: target/kernel-conformance/bundles;"
                + " choose others with -DkernelConformance.cells");
    assertThat(bundles()).hasSize(64);
  }

  private static Selection cell(String end) {
    return axes().cells("mxfp4/float32/qmv/" + end).build();
  }

  private Path directory() {
    return output(project).resolve("bundles");
  }

  private List<String> bundles() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
