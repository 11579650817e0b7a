package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffineQmvTest {

  private final QmvFamily family = new AffineQmv();

  @ParameterizedTest
  @CsvSource({
    "affine-b4-g32, 32 64 96 128 224 256 288 512 544 1024 4096",
    "affine-b4-g64, 64 128 192 256 320 512 576 1024 4096",
    "affine-b8-g64, 64 128 192 256 512 576 1024 4096",
    "affine-b2-g128, 128 256 384 512 640 1024 4096",
    "affine-b6-g128, 128 256 384 512 640 1024 4096"
  })
  void edges(String mode, String expected) {
    assertThat(family.edges(Mode.parse("", mode)))
        .isEqualTo(Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList());
  }

  /** The block of a mode is where its first full block begins. */
  @ParameterizedTest
  @CsvSource({"2, 512", "3, 256", "4, 256", "5, 256", "6, 128", "8, 128"})
  void blocks(int bits, int block) {
    AffineMode mode = new AffineMode(bits, 32);

    assertThat(family.variants(mode, Shape.matVec(5, block)).get(0).branch())
        .isEqualTo("out_vec_size < 8, tail only");
    assertThat(family.variants(mode, Shape.matVec(5, block + 32)).get(0).branch())
        .isEqualTo("out_vec_size < 8, full block");
    assertThat(family.edges(mode)).contains(block, block + 32, 2 * block);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "affine-b4-g32  | 8 |  64 | qmv (out_vec_size >= 8, tail only); qmv_quad* (one scale per lane)",
        "affine-b2-g64  | 8 | 128 | qmv (out_vec_size >= 8, tail only); qmv_quad* (one scale per lane)",
        "affine-b8-g128 | 5 | 128 | qmv (out_vec_size < 8, tail only); qmv_quad* (one scale per lane)",
        "affine-b3-g32  | 8 |  64 | qmv* (out_vec_size >= 8, tail only)",
        "affine-b5-g32  | 8 | 128 | qmv* (out_vec_size >= 8, tail only)",
        "affine-b6-g32  | 5 | 128 | qmv* (out_vec_size < 8, tail only)",
        "affine-b6-g64  | 8 | 512 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "affine-b6-g128 | 8 | 256 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "affine-b8-g64  | 8 | 256 | qmv (out_vec_size >= 8, full block); qmv_fast* (full blocks)",
        "affine-b5-g32  | 8 | 256 | qmv* (out_vec_size >= 8, tail only)",
        "affine-b2-g64  | 8 | 256 | qmv* (out_vec_size >= 8, tail only)",
        "affine-b2-g64  | 8 | 512 | qmv (out_vec_size >= 8, tail only); qmv_fast* (full blocks)",
        "affine-b4-g32  | 12 | 512 | qmv* (out_vec_size >= 8, full block)",
        "affine-b4-g128 | 8 |  64 | ''",
      })
  void variantsAndRouting(String mode, int n, int k, String expected) {
    assertThat(FpQmvTest.describe(family.variants(Mode.parse("", mode), Shape.matVec(n, k))))
        .isEqualTo(expected);
  }

  /** Later GPUs take the wide kernel for several rows of x. */
  @ParameterizedTest
  @CsvSource({
    "applegpu_g14d, 3, 512, qmv_fast",
    "applegpu_g15g, 3, 512, qmv_wide",
    "applegpu_g14g, 3, 64, qmv_quad",
    "applegpu_g17s, 3, 64, qmv_quad"
  })
  void severalRowsAreRoutedByTheGpu(String gpu, int m, int k, String routed) {
    Shape shape = new Shape(1, m, 8, k);

    assertThat(family.variants(new AffineMode(4, 32), shape, Architecture.parse(gpu)))
        .filteredOn(Variant::routed)
        .extracting(Variant::name)
        .containsExactly(routed);
  }

  @Test
  void defaultModesHaveAllBitsAndGroupSizes() {
    assertThat(family.modes()).extracting(Mode::bits).contains(2, 3, 4, 5, 6, 8);
    assertThat(family.modes()).extracting(Mode::groupSize).contains(32, 64, 128);
    assertThat(Mode.all()).allMatch(mode -> family.supports(mode) == mode instanceof AffineMode);
    assertThat(family.supports(FpMode.MXFP4)).isFalse();
  }

  @Test
  void ownsTheFunctionsOfItsVariants() {
    assertThat(List.of("affine_qmv", "affine_qmv_fast", "affine_qmv_quad", "affine_qmv_wide"))
        .allMatch(family::owns);
    assertThat(List.of("fp_qmv", "affine_qvm")).noneMatch(family::owns);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32,  qmv,      1,  96, affine_qmv_float_gs_32_b_4_batch_0",
    "FLOAT16,  qmv_fast, 1, 512, affine_qmv_fast_float16_t_gs_32_b_4_batch_0",
    "BFLOAT16, qmv_quad, 2,  64, affine_qmv_quad_bfloat16_t_gs_32_b_4_d_64_batch_1"
  })
  void hostNames(DType dtype, String variant, int batch, int k, String expected) {
    Shape shape = new Shape(batch, 1, 8, k);

    assertThat(launch(new AffineMode(4, 32), dtype, variant, shape).kernel()).isEqualTo(expected);
  }

  @Test
  void theWideKernelSharesARowAmongEightLanes() {
    Launch launch =
        launch(new AffineMode(3, 64), DType.FLOAT16, "qmv_wide", new Shape(1, 7, 9, 64));

    assertThat(launch.kernel()).isEqualTo("affine_qmv_wide_float16_t_gs_64_b_3_nv_4_kl_8_batch_0");
    assertThat(launch.threadgroups()).isEqualTo(new Size(2, 2, 1));
  }

  @Test
  void scalesAndBiasesAreInTheDtype() {
    Launch launch = launch(new AffineMode(5, 64), DType.BFLOAT16, "qmv", new Shape(3, 2, 5, 192));

    assertThat(Operands.input(launch, "w")).hasSize(3 * 5 * 192 * 5 / 8);
    assertThat(Operands.input(launch, "scales")).hasSize(3 * 5 * 3 * 2);
    assertThat(Operands.input(launch, "biases")).hasSize(3 * 5 * 3 * 2);
    assertThat(Operands.input(launch, "b_strides"))
        .isEqualTo(Operands.input(launch, "s_strides"))
        .hasSize(3 * 8);
    assertThat(launch.arguments()).contains(new Argument.Output("y", 3 * 2 * 5 * 2, Fill.BFLOAT));
  }

  @ParameterizedTest
  @CsvSource({
    // roundings of x in the dtype: codes that cross byte borders come in eights, others in fours
    "2, BFLOAT16, 3",
    "3, BFLOAT16, 7",
    "4, FLOAT16, 3",
    "5, FLOAT16, 7",
    "6, FLOAT16, 3",
    "8, FLOAT16, 0",
    "4, FLOAT32, 0"
  })
  void referenceKeepsCodeAndBiasTermsApart(int bits, DType dtype, int roundings) {
    AffineMode mode = new AffineMode(bits, 32);
    Shape shape = new Shape(2, 2, 3, 64);
    QmvProblem problem = family.problem(mode, shape, Pattern.NORMAL, 0);
    Cell cell = cell(mode, dtype, "qmv", shape, Pattern.NORMAL);
    Operands in = Operands.of(problem.launch(cell), cell);
    Reference reference = problem.reference(dtype);

    for (int i = 0; i < in.results(); i++) {
      double sum = 0;
      double codes = 0;
      double biases = 0;
      for (int k = 0; k < 64; k++) {
        int w = in.wStart(i) + k;
        double x = in.x()[in.xStart(i) + k];
        sum += x * (in.scales()[w / 32] * in.elements()[w] + in.biases()[w / 32]);
        codes += Math.abs(in.scales()[w / 32] * in.elements()[w] * x);
        biases += Math.abs(in.biases()[w / 32] * x);
      }
      double u = dtype.unitRoundoff();
      assertThat(reference.values()[i]).isCloseTo(sum, within(1e-12 * (codes + biases)));
      assertThat(reference.magnitudes()[i]).isCloseTo(codes + biases, within(1e-12 * codes));
      double always = biases * roundings * u / (1 - roundings * u);
      assertThat(reference.slack()[i]).isBetween(0.0, always);
      assertThat(reference.slack()[i] > 0).isEqualTo(roundings > 0);
    }
    boolean split = bits == 3 || bits == 5 || bits == 6;
    assertThat(reference.depth()).isEqualTo(split ? 3 * 64 + 1 : 2 * 64 + 1);
  }

  @Test
  void exactReferencesNeedNoSlack() {
    Reference reference =
        family
            .problem(new AffineMode(3, 32), Shape.matVec(5, 64), Pattern.EXACT, 0)
            .reference(DType.BFLOAT16);

    assertThat(reference.slack()).containsOnly(0);
  }

  private Launch launch(AffineMode mode, DType dtype, String variant, Shape shape) {
    return family
        .problem(mode, shape, Pattern.NORMAL, 0)
        .launch(cell(mode, dtype, variant, shape, Pattern.NORMAL));
  }

  private static Cell cell(
      AffineMode mode, DType dtype, String variant, Shape shape, Pattern pattern) {
    return Cells.cell("affine_qmv", mode, dtype, variant, "", true, shape, pattern);
  }
}
