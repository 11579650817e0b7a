package io.github.kernelconformance.family;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kernelconformance.bundled.Batch;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Layout;
import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.matrix.Shard;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformanceMatrixTest {

  private static final ConformanceMatrix DEFAULT = matrix(Axes.builder());

  @Test
  void defaultMatrixHasTheVariantsOfEveryProjectAtEverySize() {
    int innerSizes = 11 + 12 + 14; // of mxfp4, mxfp8, nvfp4
    int qmv = 16 * innerSizes;
    int quad = 16 * 2 * 3; // K of 64 and 128
    int fast = 2 * (3 * 3 + 1); // N of 8 and 16, K of 512, 1024 and 4096, for mxfp8 256
    int dtypesAndPatterns = 3 * 2;
    int matVecs = (qmv + quad + fast) * dtypesAndPatterns;
    int batches = 11 * 3; // M 1 to 3, one product and three layouts of three; a place each
    int ofBatches = 11 * (1 + 2 + 2) * 3 * 3; // qmv; and fast; and quad; one pattern

    assertThat(cells(FpQmv.class, false)).hasSize(matVecs + ofBatches).hasSize(4248 + 495);
    assertThat(
            DEFAULT.problems().stream()
                .filter(it -> QmvCell.of(it.cells().get(0)).shape().m() < 4)
                .count())
        .isBetween((long) qmv * 2 + batches * 3, (long) qmv * 2 + batches * 3 + 20);
    assertThat(DEFAULT.notes()).isEmpty();
  }

  @Test
  void optionalVariantsAreInItAtAFewSizes() {
    List<Cell> optional = cells(FpQmv.class, true);

    assertThat(optional).hasSize(43);
    assertThat(optional)
        .extracting(Cell::variant)
        .containsOnly("qmv_wide", "qmv_hgs", "qmv_fast_hgs", "qmv_fast_r_2", "qmv_fast_r_2_hgs");
    assertThat(kernels(optional)).hasSize(21);
    for (String family : List.of("fp_qmv", "affine_qmv")) {
      ConformanceMatrix matrix = matrix(Axes.builder().families(family).cells("**/qmv_wide/**"));
      for (Cell any : matrix.cells()) {
        assertThat(matrix.cells())
            .filteredOn(cell -> QmvCell.of(cell).mode().equals(QmvCell.of(any).mode()))
            .satisfies(
                it ->
                    assertThat(it)
                        .extracting(cell -> QmvCell.of(cell).dtype())
                        .contains(DType.values()))
            .extracting(Cell::branch)
            .contains(
                "a group per lane, full tiles of x",
                "several groups per lane, full tiles of x",
                "several groups per lane, a short tile of x");
        assertThat(
                kernels(
                    matrix.cells().stream()
                        .filter(it -> QmvCell.of(it).mode().equals(QmvCell.of(any).mode()))
                        .toList()))
            .extracting(it -> it.replaceAll(".*_nv_(.)_.*_batch_(.)", "$1 $2"))
            .containsExactlyInAnyOrder("2 0", "3 0", "4 0", "5 0", "2 1");
      }
    }
  }

  private static List<Cell> cells(Class<? extends KernelFamily> family, boolean optional) {
    return DEFAULT.problems().stream()
        .filter(problem -> family.isInstance(problem.family()))
        .flatMap(
            problem ->
                problem.cells().stream()
                    .filter(
                        cell ->
                            ((QmvFamily) problem.family()).everywhere().contains(cell.variant())
                                != optional))
        .toList();
  }

  private static Set<String> kernels(List<Cell> cells) {
    return cells.stream().map(Cell::kernel).collect(Collectors.toSet());
  }

  @Test
  void idsAreDistinct() {
    assertThat(DEFAULT.cells()).extracting(Cell::id).doesNotHaveDuplicates();
  }

  @Test
  void seedsCellsAreInIt() {
    assertThat(DEFAULT.cells())
        .extracting(Cell::id)
        .contains(
            "mxfp4/float32/qmv/N=5/K=512/normal",
            "mxfp4/float32/qmv/N=7/K=512/normal",
            "mxfp4/float32/qmv/N=12/K=512/normal",
            "mxfp4/float32/qmv_fast/N=8/K=512/normal",
            "mxfp4/float32/qmv/N=8/K=512/normal",
            "nvfp4/bfloat16/qmv_quad/N=16/K=64/exact");
  }

  @Test
  void batchesAndRowsOfXAreInItForEveryVariant() {
    assertThat(DEFAULT.cells())
        .extracting(Cell::id)
        .contains(
            "mxfp4/float32/qmv/M=2/N=5/K=288/exact",
            "mxfp8/float32/qmv/M=3/N=5/K=160/exact",
            "nvfp4/float16/qmv_fast/B=3/N=8/K=512/exact",
            "nvfp4/float16/qmv_fast/B=3-broadcast/M=2/N=8/K=512/exact",
            "mxfp4/bfloat16/qmv_quad/B=3-padded/M=3/N=13/K=128/exact")
        .doesNotContain(
            "mxfp4/float32/qmv/M=1/N=5/K=288/exact", "mxfp4/float32/qmv/M=2/N=5/K=288/normal");
  }

  @Test
  void batchesAreAmongTheSizesAskedFor() {
    assertThat(matrix(Axes.builder().n("1..4")).cells())
        .extracting(cell -> QmvCell.of(cell).batch())
        .containsOnly(Batch.ONE);
    assertThat(matrix(Axes.builder().n("5").k("288")).cells())
        .extracting(cell -> QmvCell.of(cell).batch())
        .contains(new Batch(3, Layout.PADDED));
  }

  @Test
  void batchesAskedForComeAtEverySize() {
    ConformanceMatrix matrix =
        matrix(
            Axes.builder()
                .modes("mxfp4")
                .dtypes("float32")
                .patterns("normal")
                .batch("2-broadcast,1")
                .m("3")
                .n("1,2")
                .k("32"));

    assertThat(matrix.cells())
        .extracting(Cell::id)
        .containsExactly(
            "mxfp4/float32/qmv/B=2-broadcast/M=3/N=1/K=32/normal",
            "mxfp4/float32/qmv/B=2-broadcast/M=3/N=2/K=32/normal",
            "mxfp4/float32/qmv/M=3/N=1/K=32/normal",
            "mxfp4/float32/qmv/M=3/N=2/K=32/normal",
            "mxfp4/float32/qmv_wide/B=2-broadcast/M=3/N=1/K=32/normal",
            "mxfp4/float32/qmv_wide/B=2-broadcast/M=3/N=2/K=32/normal",
            "mxfp4/float32/qmv_wide/M=3/N=1/K=32/normal",
            "mxfp4/float32/qmv_wide/M=3/N=2/K=32/normal");
  }

  @Test
  void aBatchWithoutAKernelIsLeftOutAndTold() {
    ConformanceMatrix matrix = matrix(Axes.builder().cells("mxfp4/float32/qmv/**/N=5/K=288/exact"));
    String unbatched = "mxfp4_qmv_float_gs_32_b_4_batch_0";
    String batched = "mxfp4_qmv_float_gs_32_b_4_batch_1";

    Selection axes = Axes.builder().build();
    assertThat(matrix.withKernels(axes, new Families(), Set.of(unbatched, batched)))
        .isSameAs(matrix);
    ConformanceMatrix without = matrix.withKernels(axes, new Families(), Set.of(unbatched));
    assertThat(without.cells())
        .extracting(Cell::id)
        .containsExactly(
            "mxfp4/float32/qmv/N=5/K=288/exact",
            "mxfp4/float32/qmv/M=2/N=5/K=288/exact",
            "mxfp4/float32/qmv/M=3/N=5/K=288/exact");
    assertThat(without.problems()).hasSize(3);
    assertThat(without.notes())
        .containsExactly(
            "Left out: 9 cells of batches, because the sources lack kernels such as "
                + batched
                + ".");
    Selection asked = Axes.builder().batch("3").build();
    assertThat(matrix.withKernels(asked, new Families(), Set.of(unbatched))).isSameAs(matrix);
  }

  /** The default matrix stays as it is; what is asked for comes with every variant and dtype. */
  @Test
  void furtherShapesComeOnTop() {
    List<Cell> usual = matrix(Axes.builder().families("fp_qmv,affine_qmv")).cells();
    List<Cell> more =
        new ArrayList<>(
            matrix(
                    Axes.builder()
                        .families("fp_qmv,affine_qmv")
                        .shapes("N=70/K=64,B=6-grid/M=2/N=5/K=64/exact,N=5/K=48/special"))
                .cells());

    assertThat(more).containsAll(usual).doesNotHaveDuplicates();
    more.removeAll(usual);
    assertThat(more)
        .extracting(it -> it.id().replaceFirst("/(float|bfloat)\\d+/", "/"))
        .contains(
            "mxfp4/qmv/N=70/K=64/exact",
            "mxfp4/qmv_quad/N=70/K=64/normal",
            "mxfp8/qmv_wide/B=6-grid/M=2/N=5/K=64/exact",
            "affine-b3-g64/qmv/B=6-grid/M=2/N=5/K=64/exact",
            "nvfp4/qmv/N=5/K=48/special",
            "nvfp4/qmv_hgs/N=5/K=48/special")
        .doesNotContain("mxfp4/qmv_quad/B=6-grid/M=2/N=5/K=64/normal")
        .noneMatch(it -> it.contains("g128"))
        .noneMatch(it -> it.startsWith("affine") && it.endsWith("special"))
        .noneMatch(it -> it.startsWith("mxfp") && it.endsWith("special"));
    assertThat(more.stream().collect(groupingBy(it -> it.at().value("dtype"), counting())).values())
        .hasSize(3)
        .containsOnly(more.size() / 3L);
  }

  /** Whoever names a shape wants to know if there is no kernel for it. */
  @Test
  void aShapeThatWasAskedForIsNotLeftOut() {
    Axes axes =
        Axes.builder()
            .modes("mxfp4")
            .dtypes("float32")
            .shapes("B=6-grid/N=5/K=288")
            .cells("**/qmv/**");

    assertThat(
            matrix(axes)
                .withKernels(
                    axes.build(), new Families(), Set.of("mxfp4_qmv_float_gs_32_b_4_batch_0"))
                .cells())
        .filteredOn(it -> !it.at().value("batch").equals("1"))
        .extracting(it -> it.at().value("batch"))
        .containsOnly("6-grid");
  }

  @Test
  void aShapeThatNoModeCanHaveIsAnError() {
    assertThatThrownBy(() -> matrix(Axes.builder().modes("mxfp4").shapes("N=5/K=48")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'shapes': no selected mode can have the shape 'N=5/K=48'. Allowed: shapes");
    assertThatThrownBy(
            () -> matrix(Axes.builder().families("affine_qmv").shapes("N=5/K=128/special")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the pattern special is for mxfp4, mxfp8, nvfp4");
    assertThatThrownBy(() -> matrix(Axes.builder().families("affine_qmv").patterns("special")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'patterns': no selected mode has the pattern 'special'. Allowed: a selection");
    assertThat(
            matrix(Axes.builder().families("fp_qmv,affine_qmv").patterns("special").n("5").k("128"))
                .cells())
        .extracting(Cell::contract)
        .containsOnly("fp_qmv");
  }

  @Test
  void anOptionalVariantWithoutAKernelIsLeftOutAndTold() {
    ConformanceMatrix matrix = matrix(Axes.builder().cells("mxfp4/**/M=3/N=8/**"));
    Selection axes = Axes.builder().m("1..5").build();
    Set<String> kernels = kernels(matrix.cells());
    String wide = "mxfp4_qmv_wide_float16_t_gs_32_b_4_nv_3_kl_16_batch_0";

    assertThat(kernels).contains(wide);
    assertThat(matrix.withKernels(axes, new Families(), kernels)).isSameAs(matrix);
    kernels.remove(wide);
    ConformanceMatrix without = matrix.withKernels(axes, new Families(), kernels);
    assertThat(without.cells()).hasSize(matrix.cells().size() - 1);
    assertThat(without.notes())
        .containsExactly(
            "Left out: 1 cell of qmv_wide, because the sources lack kernels such as " + wide + ".");
  }

  /** They are skipped then, and the build says why nothing ran. */
  @Test
  void cellsThatAreAllThereIsAreNotLeftOut() {
    ConformanceMatrix matrix = matrix(Axes.builder().cells("**/qmv_wide/**"));

    assertThat(matrix.withKernels(Axes.builder().build(), new Families(), Set.of()))
        .isSameAs(matrix);
  }

  @Test
  void cellsComeAsTheirIdsRead() {
    ConformanceMatrix matrix =
        matrix(
            Axes.builder()
                .modes("nvfp4,mxfp4")
                .dtypes("float16,float32")
                .batch("1")
                .n("8,12")
                .k("512,1024"));

    assertThat(matrix.cells())
        .extracting(Cell::id)
        .startsWith(
            "nvfp4/float16/qmv/N=8/K=512/exact",
            "nvfp4/float16/qmv/N=8/K=512/normal",
            "nvfp4/float16/qmv/N=8/K=1024/exact",
            "nvfp4/float16/qmv/N=8/K=1024/normal",
            "nvfp4/float16/qmv/N=12/K=512/exact",
            "nvfp4/float16/qmv/N=12/K=512/normal",
            "nvfp4/float16/qmv/N=12/K=1024/exact",
            "nvfp4/float16/qmv/N=12/K=1024/normal",
            "nvfp4/float16/qmv_fast/N=8/K=512/exact")
        .endsWith("mxfp4/float32/qmv_fast/N=8/K=1024/normal");
  }

  @Test
  void problemsHoldAllCellsOnceAndAgreeWithThem() {
    List<Cell> ofProblems = new ArrayList<>();
    for (ProblemCells problem : DEFAULT.problems()) {
      assertThat(problem.cells()).isNotEmpty();
      for (Cell cell : problem.cells()) {
        QmvCell first = QmvCell.of(problem.cells().get(0));
        assertThat(QmvCell.of(cell).mode()).isEqualTo(first.mode());
        assertThat(QmvCell.of(cell).shape()).isEqualTo(first.shape());
        assertThat(QmvCell.of(cell).pattern()).isEqualTo(first.pattern());
        ofProblems.add(cell);
      }
    }
    assertThat(ofProblems).containsExactlyInAnyOrderElementsOf(DEFAULT.cells());
  }

  @Test
  void branchesReachEveryLoopInEveryMode() {
    for (FpMode mode : FpMode.values()) {
      assertThat(DEFAULT.cells())
          .filteredOn(cell -> QmvCell.of(cell).mode() == mode && cell.variant().equals("qmv"))
          .extracting(Cell::branch)
          .contains(
              "out_vec_size < 8, tail only",
              "out_vec_size < 8, full block",
              "out_vec_size >= 8, tail only",
              "out_vec_size >= 8, full block");
    }
  }

  @Test
  void severalFamilies() {
    ConformanceMatrix both = matrix(Axes.builder().families("affine_qmv,fp_qmv").n("5"));
    ConformanceMatrix affine = matrix(Axes.builder().families("affine_qmv").n("5"));

    assertThat(both.cells()).startsWith(affine.cells().toArray(Cell[]::new));
    assertThat(both.cells())
        .extracting(Cell::contract)
        .containsOnly("affine_qmv", "fp_qmv")
        .isSortedAccordingTo(String::compareTo);
  }

  @Test
  void modesGoToTheFamilyThatHasThem() {
    ConformanceMatrix matrix =
        matrix(Axes.builder().families("fp_qmv,affine_qmv").modes("affine-b3-g128,mxfp8").n("1"));

    assertThat(matrix.cells())
        .extracting(cell -> cell.contract() + " " + QmvCell.of(cell).mode().id())
        .containsOnly("fp_qmv mxfp8", "affine_qmv affine-b3-g128");
  }

  @Test
  void unknownFamilyIsExplained() {
    assertThatThrownBy(() -> matrix(Axes.builder().families("fp_qvm")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'families': unknown family 'fp_qvm'. Allowed: fp_qmv, affine_qmv."
                + " Did you mean 'fp_qmv'?");
  }

  @Test
  void modeWithoutItsFamilyIsExplained() {
    assertThatThrownBy(() -> matrix(Axes.builder().modes("mxfp4,affine-b4-g32")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'modes': no selected family has kernels for mode 'affine-b4-g32'."
                + " Allowed: mxfp4, mxfp8, nvfp4; or add the mode's family to 'families'.");
  }

  @Test
  void innerSizeIsLeftOutForModesThatCannotHaveIt() {
    ConformanceMatrix matrix = matrix(Axes.builder().n("5").k("48,64").patterns("normal"));

    assertThat(matrix.cells())
        .filteredOn(cell -> QmvCell.of(cell).shape().k() == 48)
        .extracting(cell -> QmvCell.of(cell).mode())
        .containsOnly(FpMode.NVFP4);
    assertThat(matrix.cells())
        .filteredOn(cell -> QmvCell.of(cell).shape().k() == 64)
        .extracting(cell -> QmvCell.of(cell).mode())
        .containsOnly(FpMode.values());
    assertThat(matrix.notes())
        .containsExactly(
            "K=48 is left out for mxfp4, mxfp8: it is not a multiple of the group size.");
  }

  @Test
  void innerSizeThatNoModeCanHaveIsAnError() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> matrix(Axes.builder().k("64,100")));

    assertThat(e)
        .hasMessage(
            "Parameter 'k': no selected mode can have K=100."
                + " Allowed: multiples of 16 for nvfp4; multiples of 32 for mxfp4, mxfp8."
                + " Did you mean '96'?");
    assertThatThrownBy(() -> matrix(Axes.builder().modes("mxfp4").k("3")))
        .hasMessageEndingWith("Did you mean '32'?");
  }

  @Test
  void hugeMatrixIsRefused() {
    assertThatThrownBy(() -> matrix(Axes.builder().n("32768").k("32768")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'n': batch 1, M=1 and N=32768 with K=32768 make 1073741824");
  }

  @Test
  void filterLeavesOnlyItsProblems() {
    ConformanceMatrix matrix =
        matrix(Axes.builder().cells("mxfp4/float32/qmv/N=5/K=512/normal,**/N=7/K=64/exact"));

    assertThat(matrix.cells()).hasSize(1 + 3 * 3 * 2);
    assertThat(matrix.problems()).hasSize(1 + 3);
  }

  @Test
  void filterThatMatchesNothingIsAnError() {
    assertThatThrownBy(() -> matrix(Axes.builder().cells("mxfp4/float32/qmv_fast/N=5/**")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("matches none of the 4786 cells");
  }

  @Test
  void shardsPartTheMatrixByProblems() {
    List<ConformanceMatrix> parts =
        IntStream.rangeClosed(1, 5).mapToObj(i -> DEFAULT.shard(new Shard(i, 5))).toList();

    assertThat(parts.stream().flatMap(part -> part.cells().stream()))
        .containsExactlyInAnyOrderElementsOf(DEFAULT.cells());
    for (ConformanceMatrix part : parts) {
      assertThat(part.problems().stream().flatMap(problem -> problem.cells().stream()))
          .containsExactlyInAnyOrderElementsOf(part.cells());
    }
  }

  @Test
  void shardsCostAboutTheSame() {
    for (int count : new int[] {2, 5, 8}) {
      List<Double> products =
          IntStream.rangeClosed(1, count)
              .mapToObj(i -> products(DEFAULT.shard(new Shard(i, count))))
              .toList();
      double mean = products(DEFAULT) / count;
      assertThat(products).allSatisfy(it -> assertThat(it).isBetween(0.95 * mean, 1.05 * mean));
    }
  }

  @Test
  void aShardIsTheSameWhereverItIsMade() {
    Shard shard = new Shard(2, 5);

    assertThat(matrix(Axes.builder()).shard(shard).cells()).isEqualTo(DEFAULT.shard(shard).cells());
  }

  private static double products(ConformanceMatrix matrix) {
    return matrix.cells().stream()
        .map(cell -> QmvCell.of(cell).shape())
        .mapToDouble(it -> (double) it.batch() * it.m() * it.n() * it.k())
        .sum();
  }

  @Test
  void problemsAreThoseOfTheFamily() {
    ProblemCells problem =
        matrix(Axes.builder().cells("mxfp4/float32/qmv/N=5/K=512/normal")).problems().get(0);
    Cell cell = problem.cells().get(0);

    assertThat(problem.problem(0).launch(cell).kernel())
        .isEqualTo("mxfp4_qmv_float_gs_32_b_4_batch_0");
  }

  private static ConformanceMatrix matrix(Axes axes) {
    return ConformanceMatrix.of(axes.build(), new Families());
  }
}
