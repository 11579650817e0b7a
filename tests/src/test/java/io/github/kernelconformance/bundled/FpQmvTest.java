package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FpQmvTest {

  private final QmvFamily family = new FpQmv();

  @ParameterizedTest
  @CsvSource({
    "MXFP4, 32 64 96 128 224 256 288 512 544 1024 4096",
    "MXFP8, 32 64 96 128 160 224 256 288 512 544 1024 4096",
    "NVFP4, 16 32 48 64 96 128 224 256 272 288 512 544 1024 4096"
  })
  void edgesAreThoseOfTheDocumentation(FpMode mode, String expected) {
    assertThat(family.edges(mode))
        .isEqualTo(Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // mode | M | N | K | legal variants, the routed one marked, with their branches
        "MXFP4 | 1 |  5 |   32 | qmv* (out_vec_size < 8, tail only)",
        "MXFP4 | 1 |  7 |  256 | qmv* (out_vec_size < 8, tail only)",
        "MXFP4 | 1 |  5 |  288 | qmv* (out_vec_size < 8, full block)",
        "MXFP4 | 1 |  5 |  512 | qmv* (out_vec_size < 8, full block)",
        "MXFP4 | 1 |  8 |  256 | qmv* (out_vec_size >= 8, tail only)",
        "MXFP4 | 1 | 12 |  512 | qmv* (out_vec_size >= 8, full block)",
        "MXFP4 | 1 |  8 |  512 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "MXFP4 | 1 | 16 | 4096 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "MXFP4 | 1 |  8 |  544 | qmv* (out_vec_size >= 8, full block)",
        "MXFP4 | 1 |  5 |   64 | qmv (out_vec_size < 8, tail only); qmv_quad* (one scale per lane)",
        "MXFP4 | 1 |  8 |  128 | qmv (out_vec_size >= 8, tail only); qmv_quad* (one scale per lane)",
        "MXFP8 | 1 |  5 |  128 | qmv (out_vec_size < 8, tail only); qmv_quad* (one scale per lane)",
        "MXFP8 | 1 |  5 |  160 | qmv* (out_vec_size < 8, full block)",
        "MXFP8 | 1 |  8 |  256 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "MXFP8 | 1 | 12 |  256 | qmv* (out_vec_size >= 8, full block)",
        "MXFP8 | 1 |  8 |  288 | qmv* (out_vec_size >= 8, full block)",
        "MXFP8 | 1 |  8 |  512 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "MXFP4 | 2 |  5 |  288 | qmv (out_vec_size < 8, full block); qmv_wide* (a group per lane, full tiles of x)",
        "MXFP4 | 3 |  8 |  512 | qmv (out_vec_size >= 8, full block); qmv_fast (full blocks); qmv_wide* (a group per lane, full tiles of x)",
        "MXFP8 | 7 | 13 |  544 | qmv (out_vec_size >= 8, full block); qmv_wide* (several groups per lane, a short tile of x)",
        "MXFP4 | 3 |  8 |   64 | qmv (out_vec_size >= 8, tail only); qmv_quad* (one scale per lane); qmv_wide (a group per lane, full tiles of x)",
      })
  void variantsAndRouting(FpMode mode, int m, int n, int k, String expected) {
    assertThat(describe(family.variants(mode, new Shape(1, m, n, k)))).isEqualTo(expected);
  }

  /** A host that has a global scale chooses among the variants that read one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5    |   48 | qmv* qmv_hgs*",
        "5    |  128 | qmv qmv_hgs* qmv_quad*",
        "8    |  512 | qmv qmv_fast* qmv_fast_hgs* qmv_fast_r_2 qmv_fast_r_2_hgs qmv_hgs",
        "4096 |  512 | qmv qmv_fast* qmv_fast_hgs* qmv_fast_r_2 qmv_fast_r_2_hgs qmv_hgs"
      })
  void variantsOfNvfp4(int n, int k, String expected) {
    assertThat(names(family.variants(FpMode.NVFP4, Shape.matVec(n, k)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "applegpu_g17s | 1 | 4096 |  512 | qmv_fast_r_2 qmv_fast_r_2_hgs",
        "applegpu_g17s | 1 | 4088 |  512 | qmv_fast qmv_fast_hgs",
        "applegpu_g17d | 1 | 4096 |  512 | qmv_fast qmv_fast_hgs",
        "applegpu_g16s | 1 | 4096 |  512 | qmv_fast qmv_fast_hgs",
        "applegpu_g13g | 2 |    8 |  512 | qmv_fast_hgs qmv_wide",
        // the first M at which a host takes a kernel for two matrices, and the one before
        "applegpu_g12g |  17 | 8 |  512 | qmv_fast_hgs qmv_wide",
        "applegpu_g12g |  18 | 8 |  512 | qmv_fast_hgs",
        "applegpu_g13g |  13 | 8 | 2048 | qmv_fast_hgs qmv_wide",
        "applegpu_g14p |  14 | 8 | 2048 | qmv_fast_hgs",
        "applegpu_g13g |  10 | 8 | 4096 | qmv_fast_hgs",
        "applegpu_g13s |   6 | 8 | 8192 | qmv_fast_hgs",
        "applegpu_g13d |  31 | 8 | 2048 | qmv_fast_hgs qmv_wide",
        "applegpu_g17d |  18 | 8 | 4096 | qmv_fast_hgs",
        "applegpu_g16g |  12 | 8 | 2048 | qmv_fast_hgs qmv_wide",
        "applegpu_g16g |  13 | 8 | 2048 | qmv_fast_hgs",
        "applegpu_g15s |  14 | 8 | 4096 | qmv_fast_hgs qmv_wide",
        "applegpu_g17g |  32 | 8 | 2048 | qmv_fast_hgs qmv_wide",
        "applegpu_g17g |  25 | 8 | 4096 | qmv_fast_hgs",
        "applegpu_g17g |  13 | 8 | 8192 | qmv_fast_hgs"
      })
  void routingLooksAtTheGpu(String gpu, int m, int n, int k, String routed) {
    assertThat(
            family.variants(FpMode.NVFP4, new Shape(1, m, n, k), Architecture.parse(gpu)).stream()
                .filter(Variant::routed)
                .map(Variant::name)
                .collect(Collectors.joining(" ")))
        .isEqualTo(routed);
  }

  @ParameterizedTest
  @CsvSource({"MXFP4, 16", "MXFP8, 48", "NVFP4, 24"})
  void noVariantForBrokenGroups(FpMode mode, int k) {
    assertThat(family.variants(mode, Shape.matVec(8, k))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> family.problem(mode, Shape.matVec(8, k), Pattern.NORMAL, 0))
        .withMessageContaining("not a multiple of the group size");
  }

  @Test
  void affineModesAreNotItsOwn() {
    AffineMode affine = new AffineMode(4, 32);

    assertThat(family.supports(FpMode.NVFP4)).isTrue();
    assertThat(family.supports(affine)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> family.edges(affine));
  }

  @Test
  void ownsTheFunctionsOfItsVariants() {
    assertThat(List.of("fp_qmv", "fp_qmv_fast", "fp_qmv_quad", "fp_qmv_wide"))
        .allMatch(family::owns);
    assertThat(List.of("fp_qvm", "affine_qmv", "qmv")).noneMatch(family::owns);
  }

  @ParameterizedTest
  @CsvSource({
    "MXFP4, FLOAT32,  qmv,      1, 5,  512, mxfp4_qmv_float_gs_32_b_4_batch_0",
    "MXFP4, FLOAT16,  qmv_fast, 1, 8,  512, mxfp4_qmv_fast_float16_t_gs_32_b_4_batch_0",
    "MXFP8, BFLOAT16, qmv,      1, 5,  512, mxfp8_qmv_bfloat16_t_gs_32_b_8_batch_0",
    "NVFP4, FLOAT32,  qmv_quad, 1, 5,  128, nvfp4_qmv_quad_float_gs_16_b_4_d_128_batch_0",
    "NVFP4, FLOAT32,  qmv_quad, 3, 5,   64, nvfp4_qmv_quad_float_gs_16_b_4_d_64_batch_1",
    "MXFP4, FLOAT16,  qmv,      2, 5,   32, mxfp4_qmv_float16_t_gs_32_b_4_batch_1",
    "NVFP4, FLOAT32,  qmv_hgs,  1, 5,   32, nvfp4_qmv_float_gs_16_b_4_batch_0_hgs",
    "NVFP4, FLOAT16,  qmv_fast_r_2,     1, 8, 512, nvfp4_qmv_fast_float16_t_gs_16_b_4_r_2_batch_0",
    "NVFP4, FLOAT16,  qmv_fast_r_2_hgs, 2, 8, 512, nvfp4_qmv_fast_float16_t_gs_16_b_4_r_2_batch_1_hgs"
  })
  void hostNames(
      FpMode mode, DType dtype, String variant, int batch, int n, int k, String expected) {
    assertThat(launch(mode, dtype, variant, new Shape(batch, 1, n, k)).kernel())
        .isEqualTo(expected);
  }

  /** The fewest tiles of at most five rows of x, and the smallest tile that makes as few. */
  @ParameterizedTest
  @CsvSource({
    "2, 2, 1",
    "3, 3, 1",
    "4, 4, 1",
    "5, 5, 1",
    "6, 3, 2",
    "7, 4, 2",
    "11, 4, 3",
    "21, 5, 5"
  })
  void tilesOfTheWideKernel(int m, int rowsOfX, int tiles) {
    Launch launch = launch(FpMode.MXFP8, DType.FLOAT32, "qmv_wide", new Shape(2, m, 9, 96));

    assertThat(launch.kernel())
        .isEqualTo("mxfp8_qmv_wide_float_gs_32_b_8_nv_" + rowsOfX + "_kl_16_batch_1");
    assertThat(describe(launch.threadgroups())).isEqualTo(tiles + " 3 2");
    assertThat(describe(launch.threadsPerThreadgroup())).isEqualTo("32 2 1");
    assertThat(int32(launch, "M")).containsExactly(m);
  }

  @Test
  void narrowTilesHaveHalfAsManyRows() {
    Launch launch = launch(FpMode.NVFP4, DType.FLOAT32, "qmv_fast_r_2", Shape.matVec(16, 512));

    assertThat(describe(launch.threadgroups())).isEqualTo("1 4 1");
  }

  @ParameterizedTest
  @CsvSource({
    "qmv,       1, 1,   1,  32, 1 1 1, 32 2 1",
    "qmv,       1, 1,   9,  32, 1 2 1, 32 2 1",
    "qmv,       3, 2,  16,  32, 2 2 3, 32 2 1",
    "qmv_fast,  1, 1,  16, 512, 1 2 1, 32 2 1",
    "qmv_quad,  1, 1,  64,  64, 1 1 1, 32 1 1",
    "qmv_quad,  2, 3,  65, 128, 3 2 2, 32 1 1"
  })
  void geometry(
      String variant, int batch, int m, int n, int k, String threadgroups, String threads) {
    Launch launch = launch(FpMode.MXFP4, DType.FLOAT32, variant, new Shape(batch, m, n, k));

    assertThat(describe(launch.threadgroups())).isEqualTo(threadgroups);
    assertThat(describe(launch.threadsPerThreadgroup())).isEqualTo(threads);
  }

  @ParameterizedTest
  @CsvSource({
    // mode, dtype, bytes of w, scales, x and y for batch 3, M=2, N=5, K=544
    "MXFP4, FLOAT32,  4080, 255, 13056, 120",
    "MXFP8, FLOAT16,  8160, 255,  6528,  60",
    "NVFP4, BFLOAT16, 4080, 510,  6528,  60"
  })
  void buffersAreExact(FpMode mode, DType dtype, int w, int scales, int x, int y) {
    Launch launch = launch(mode, dtype, "qmv", new Shape(3, 2, 5, 544));

    assertThat(Operands.input(launch, "w")).hasSize(w);
    assertThat(Operands.input(launch, "scales")).hasSize(scales);
    assertThat(Operands.input(launch, "x")).hasSize(x);
    assertThat(launch.arguments())
        .contains(new Argument.Output("y", y, Fill.of(ArrayType.Element.of(dtype))));
  }

  @Test
  void sizesOfABatch() {
    Launch launch = launch(FpMode.NVFP4, DType.FLOAT32, "qmv", new Shape(3, 2, 5, 544));

    assertThat(int32(launch, "in_vec_size")).containsExactly(544);
    assertThat(int32(launch, "out_vec_size")).containsExactly(5);
    assertThat(int32(launch, "x_batch_ndims")).containsExactly(1);
    assertThat(int32(launch, "x_shape")).containsExactly(3, 2, 544);
    assertThat(int64(launch, "x_strides")).containsExactly(1088, 544, 1);
    assertThat(int32(launch, "w_batch_ndims")).containsExactly(1);
    assertThat(int32(launch, "w_shape")).containsExactly(3, 5, 68);
    assertThat(int64(launch, "w_strides")).containsExactly(340, 68, 1);
    assertThat(int64(launch, "s_strides")).containsExactly(170, 34, 1);
  }

  @Test
  void stridesOfABatchThatSharesItsMatrix() {
    Launch launch =
        launch(FpMode.NVFP4, DType.FLOAT32, "qmv", new Shape(3, 2, 5, 544, Layout.BROADCAST));

    assertThat(int32(launch, "x_shape")).containsExactly(3, 2, 544);
    assertThat(int64(launch, "x_strides")).containsExactly(1088, 544, 1);
    assertThat(int32(launch, "w_shape")).containsExactly(3, 5, 68);
    assertThat(int64(launch, "w_strides")).containsExactly(0, 68, 1);
    assertThat(int64(launch, "s_strides")).containsExactly(0, 34, 1);
    assertThat(Operands.input(launch, "w")).hasSize(5 * 272);
    assertThat(launch.threadgroups()).isEqualTo(new Size(2, 1, 3));
  }

  @Test
  void stridesOfABatchWithGaps() {
    Launch launch =
        launch(FpMode.MXFP4, DType.FLOAT32, "qmv", new Shape(3, 2, 5, 544, Layout.PADDED));

    assertThat(int64(launch, "x_strides")).containsExactly(1632, 544, 1);
    assertThat(int64(launch, "w_strides")).containsExactly(408, 68, 1);
    assertThat(int64(launch, "s_strides")).containsExactly(102, 17, 1);
    assertThat(Operands.input(launch, "w")).hasSize(17 * 272); // no gap behind the last
    assertThat(Operands.input(launch, "scales")).hasSize(17 * 17);
    byte[] x = Operands.input(launch, "x");
    assertThat(x).hasSize(8 * 544 * 4);
    assertThat(DType.FLOAT32.decode(Arrays.copyOfRange(x, 2 * 544 * 4, 3 * 544 * 4)))
        .containsOnly(Double.NaN);
  }

  @Test
  void sizesWithoutABatch() {
    Launch launch = launch(FpMode.MXFP8, DType.FLOAT32, "qmv", new Shape(1, 2, 5, 544));

    assertThat(int32(launch, "x_batch_ndims")).containsExactly(0);
    assertThat(int32(launch, "x_shape")).containsExactly(2, 544);
    assertThat(int64(launch, "x_strides")).containsExactly(544, 1);
    assertThat(int32(launch, "w_batch_ndims")).containsExactly(0);
    assertThat(int32(launch, "w_shape")).containsExactly(5, 136);
    assertThat(int64(launch, "w_strides")).containsExactly(136, 1);
    assertThat(int64(launch, "s_strides")).containsExactly(17, 1);
  }

  @Test
  void argumentsAreThoseOfTheContract() {
    assertThat(launch(FpMode.MXFP4, DType.FLOAT32, "qmv", Shape.matVec(5, 32)).arguments())
        .extracting(Argument::name)
        .containsExactlyInAnyOrder(
            "w",
            "scales",
            "x",
            "y",
            "in_vec_size",
            "out_vec_size",
            "M",
            "x_batch_ndims",
            "x_shape",
            "x_strides",
            "w_batch_ndims",
            "w_shape",
            "w_strides",
            "s_strides",
            "global_scale");
  }

  @Test
  void aGlobalScaleIsBoundForVariantsThatReadIt() {
    Shape shape = Shape.matVec(8, 512);
    assertThat(launch(FpMode.NVFP4, DType.FLOAT16, "qmv", shape).arguments())
        .contains(new Argument.Unbound("global_scale"));

    for (Pattern pattern : Pattern.DEFAULT) {
      QmvProblem problem = family.problem(FpMode.NVFP4, shape, pattern, 0);
      Cell plain = cell(FpMode.NVFP4, DType.FLOAT32, "qmv_fast", shape, pattern);
      Cell scaled = cell(FpMode.NVFP4, DType.FLOAT32, "qmv_fast_hgs", shape, pattern);
      byte[] bytes = Operands.input(problem.launch(scaled), "global_scale");
      double factor = DType.FLOAT32.decode(bytes)[0] / (448.0 * 6.0);
      assertThat(bytes).hasSize(4);
      assertThat(factor).isNotEqualTo(1);
      if (pattern == Pattern.EXACT) {
        assertThat(factor).isEqualTo(0.5);
      }
      for (int i = 0; i < 8; i++) {
        assertThat(problem.reference(QmvCell.of(scaled)).values()[i])
            .isEqualTo(problem.reference(QmvCell.of(plain)).values()[i] * factor);
        assertThat(problem.reference(QmvCell.of(scaled)).magnitudes()[i])
            .isEqualTo(problem.reference(QmvCell.of(plain)).magnitudes()[i] * factor);
      }
      assertThat(problem.reference(QmvCell.of(scaled)).depth())
          .isEqualTo(problem.reference(QmvCell.of(plain)).depth() + 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"EXACT", "NORMAL"})
  void equalArgumentsGiveEqualBytes(Pattern pattern) {
    Shape shape = new Shape(2, 2, 5, 288);
    for (FpMode mode : FpMode.values()) {
      Cell cell = cell(mode, DType.FLOAT16, "qmv", shape, pattern);
      Launch first = new FpQmv().problem(mode, shape, pattern, 7).launch(cell);
      Launch second = new FpQmv().problem(mode, shape, pattern, 7).launch(cell);
      Launch other = new FpQmv().problem(mode, shape, pattern, 8).launch(cell);

      for (String name : List.of("w", "scales", "x")) {
        assertThat(Operands.input(first, name)).isEqualTo(Operands.input(second, name));
      }
      assertThat(Operands.input(first, "w")).isNotEqualTo(Operands.input(other, "w"));
      assertThat(Operands.input(first, "x")).isNotEqualTo(Operands.input(other, "x"));
    }
  }

  @Test
  void variantsShareTheInputs() {
    Shape shape = Shape.matVec(8, 512);
    QmvProblem problem = family.problem(FpMode.MXFP4, shape, Pattern.NORMAL, 0);
    Launch qmv = problem.launch(cell(FpMode.MXFP4, DType.FLOAT32, "qmv", shape, Pattern.NORMAL));
    Launch fast =
        problem.launch(cell(FpMode.MXFP4, DType.FLOAT32, "qmv_fast", shape, Pattern.NORMAL));

    assertThat(Operands.input(fast, "w")).isEqualTo(Operands.input(qmv, "w"));
    assertThat(problem.reference(DType.FLOAT32)).isSameAs(problem.reference(DType.FLOAT32));
  }

  /** Each product of a batch is checked against a plain loop over what the buffers hold. */
  @ParameterizedTest
  @CsvSource({
    "MXFP4, EXACT,  DENSE",
    "MXFP8, NORMAL, DENSE",
    "NVFP4, EXACT,  DENSE",
    "NVFP4, NORMAL, BROADCAST",
    "MXFP8, EXACT,  BROADCAST",
    "MXFP4, NORMAL, PADDED",
    "MXFP8, EXACT,  PADDED"
  })
  void referenceOfABatchWithSeveralRows(FpMode mode, Pattern pattern, Layout layout) {
    Shape shape = new Shape(3, 2, 5, 96, layout);
    QmvProblem problem = family.problem(mode, shape, pattern, 3);
    Cell cell = cell(mode, DType.BFLOAT16, "qmv", shape, pattern);
    Operands in = Operands.of(problem.launch(cell), cell);
    Reference reference = problem.reference(DType.BFLOAT16);
    int groups = 96 / mode.groupSize();

    int i = 0;
    for (int b = 0; b < 3; b++) {
      for (int m = 0; m < 2; m++) {
        for (int n = 0; n < 5; n++, i++) {
          double sum = 0;
          double magnitude = 0;
          for (int k = 0; k < 96; k++) {
            double scale = in.scales()[(b * 5 + n) * groups + k / mode.groupSize()];
            double term =
                in.x()[(b * 2 + m) * 96 + k] * scale * in.elements()[(b * 5 + n) * 96 + k];
            sum += term;
            magnitude += Math.abs(term);
          }
          assertThat(reference.values()[i]).isEqualTo(sum);
          assertThat(reference.magnitudes()[i]).isEqualTo(magnitude);
          assertThat(reference.slack()[i]).isZero();
        }
      }
    }
    assertThat(reference.values()).hasSize(i);
    assertThat(reference.depth()).isEqualTo(97);
  }

  private Launch launch(FpMode mode, DType dtype, String variant, Shape shape) {
    return family
        .problem(mode, shape, Pattern.NORMAL, 0)
        .launch(cell(mode, dtype, variant, shape, Pattern.NORMAL));
  }

  private static Cell cell(FpMode mode, DType dtype, String variant, Shape shape, Pattern pattern) {
    return Cells.cell("fp_qmv", mode, dtype, variant, "", true, shape, pattern);
  }

  static String describe(List<Variant> variants) {
    return String.join(
        "; ",
        variants.stream()
            .map(v -> v.name() + (v.routed() ? "*" : "") + " (" + v.branch() + ")")
            .toList());
  }

  private static String names(List<Variant> variants) {
    return variants.stream()
        .map(v -> v.name() + (v.routed() ? "*" : ""))
        .collect(Collectors.joining(" "));
  }

  private static String describe(Size size) {
    return size.width() + " " + size.height() + " " + size.depth();
  }

  private static int[] int32(Launch launch, String name) {
    ByteBuffer buffer = buffer(launch, name);
    return IntStream.range(0, buffer.remaining() / 4).map(i -> buffer.getInt(4 * i)).toArray();
  }

  private static long[] int64(Launch launch, String name) {
    ByteBuffer buffer = buffer(launch, name);
    return IntStream.range(0, buffer.remaining() / 8)
        .mapToLong(i -> buffer.getLong(8 * i))
        .toArray();
  }

  private static ByteBuffer buffer(Launch launch, String name) {
    return ByteBuffer.wrap(Operands.input(launch, name)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
