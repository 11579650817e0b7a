package io.github.kernelconformance.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.testing.Axes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A project that has a contract of its own, with kernels of the plugin's or without. */
class MatrixDraftTest {

  private static final String OWN = "own_mxfp4_qmv_float_gs_32_b_4_batch_0";
  private static final String PLUGINS = "mxfp4_qmv_float_gs_32_b_4_batch_0";
  private static final Families FAMILIES = new Families(List.of(new OwnQmv()));

  static Stream<Set<String>> kernels() {
    return Stream.of(
        Set.of(),
        Set.of("softmax_float"),
        Set.of(OWN),
        Set.of(OWN, "softmax_float"),
        Set.of(OWN, PLUGINS),
        Set.of(OWN, "nvfp4_qmv_float_gs_16_b_4_batch_0_hgs"),
        Set.of(PLUGINS));
  }

  /** What is put off must not be missed. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theMatrixIsTheOneOfAllContracts(Set<String> kernels) {
    Selection selection = Axes.builder().families("auto").n("5,8").build();
    ConformanceMatrix whole =
        ConformanceMatrix.of(selection, FAMILIES).withKernels(selection, FAMILIES, kernels);

    ConformanceMatrix matrix = MatrixDraft.of(selection, FAMILIES).withKernels(kernels);

    assertThat(matrix.cells()).isEqualTo(whole.cells());
    assertThat(matrix.problems())
        .extracting(ProblemCells::cells)
        .isEqualTo(whole.problems().stream().map(ProblemCells::cells).toList());
    assertThat(matrix.families()).isEqualTo(whole.families());
    assertThat(matrix.notes()).isEqualTo(whole.notes());
  }

  @Test
  void aContractThatTheProjectMayDoWithoutIsPutOff() {
    assertThat(certain(Axes.builder().families("auto"))).containsOnly("own_qmv");
  }

  @Test
  void whatIsAskedForIsNotPutOff() {
    assertThat(certain(Axes.builder().families("own_qmv,fp_qmv")))
        .containsOnly("own_qmv", "fp_qmv");
    assertThat(certain(Axes.builder().families("auto").cells("mxfp4/**"))).containsOnly("fp_qmv");
  }

  @Test
  void theOnlyContractsThereAreAreNotPutOff() {
    Selection selection = Axes.builder().families("auto").n("5").build();

    assertThat(MatrixDraft.of(selection, new Families()).certain().cells())
        .isEqualTo(ConformanceMatrix.of(selection, new Families()).cells())
        .isNotEmpty();
  }

  /** Nothing has been read when a parameter is found to be wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"7", "16777216", "auto"})
  void parametersAreCheckedAtOnce(String k) {
    Selection selection =
        Axes.builder()
            .families("auto")
            .n(k.equals("auto") ? "16777216" : "5")
            .k(k)
            .modes("mxfp4")
            .build();
    FpQmv family = new FpQmv();

    assertThatThrownBy(() -> MatrixDraft.of(selection, FAMILIES))
        .isInstanceOf(ConfigurationException.class);
    assertThat(refused(() -> family.check(selection)))
        .isEqualTo(refused(() -> family.enumerate(selection)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"N=5/K=48", "N=1/K=100000000", "N=5/K=128/special"})
  void soAreFurtherShapes(String shape) {
    Selection selection = Axes.builder().families("auto").n("5").shapes(shape).build();
    FpQmv family = new FpQmv();

    assertThat(refused(() -> family.check(selection)))
        .isEqualTo(refused(() -> family.enumerate(selection)));
  }

  @Test
  void notesOnWhatIsLeftOutAreTold() {
    Selection selection = Axes.builder().families("auto").n("5").k("16,32").build();
    FpQmv family = new FpQmv();

    assertThat(family.check(selection).notes())
        .isEqualTo(family.enumerate(selection).notes())
        .isNotEmpty();
    assertThat(family.check(selection).cells()).isEmpty();
  }

  private interface Enumerator {
    Enumeration get();
  }

  /** What the refusals say, or the exception. */
  private static List<String> refused(Enumerator enumerator) {
    try {
      return enumerator.get().refusals().stream().map(it -> it.error().getMessage()).toList();
    } catch (ConfigurationException e) {
      return List.of(e.getMessage());
    }
  }

  private static Stream<String> certain(Axes axes) {
    return MatrixDraft.of(axes.n("5").build(), FAMILIES).certain().cells().stream()
        .map(Cell::contract);
  }

  /** A project's own kernels, which have names of their own. */
  private static final class OwnQmv extends FpQmv {

    @Override
    public String hostName(QmvCell cell) {
      return "own_" + super.hostName(cell);
    }
  }
}
