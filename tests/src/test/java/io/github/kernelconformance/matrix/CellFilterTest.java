package io.github.kernelconformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.Mode;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellFilterTest {

  private static final List<Cell> CELLS = cells();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**                                    | 64",
        "mxfp4/**                              | 32",
        "**/normal                             | 32",
        "**/N=5/**                             | 16",
        "mxfp4/float32/qmv/N=5/K=512/normal    | 1",
        "mxfp4/float32/qmv/N=5/K=512/normal/** | 1",
        "**/mxfp4/float32/qmv/N=5/K=512/normal | 1",
        "mxfp4/float32/*/N=5/K=512/normal      | 2",
        "mxfp4/float32/qmv*/N=5/K=512/normal   | 2",
        "mxfp4/**/N=5/**/normal                | 4",
        "*/*/*/*/*/*                           | 64",
        "**/**                                 | 64",
        "**/K=51*/exact                        | 32",
        "mxfp4/**, **/N=5/**                   | 40",
        "mxfp4/**,mxfp4/**                     | 32",
        "{mxfp4,nvfp4}/float32/**              | 32",
        "**/N={1..4,8}/**                      | 48",
        "**/N={4..7}/**,mxfp4/**/N={1,8}/**    | 48",
        "**/{qmv_*,x}/**                       | 32",
        "**/N={5}/*/normal                     | 8",
      })
  void globsSelect(String globs, int expected) {
    assertThat(CellFilter.parse(globs).select(CELLS)).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "mxfp4", // a segment is not the whole id
    "mxfp4/*", // an asterisk stays within its segment
    "*", //
    "*/*/*/*/*", //
    "**/N=50/**", //
    "mxfp./**", // a full stop is a full stop
    "mxfp4/**/extra", //
    "mxfp4//**", //
  })
  void globThatMatchesNothingIsAnError(String glob) {
    assertThatThrownBy(() -> CellFilter.parse(glob).select(CELLS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'cells': '%s' matches none of the 64 cells".formatted(glob));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**/N={1/** | has braces that do not match or are nested",
        "**/N=1}/** | has braces that do not match or are nested",
        "{a{b}}/** | has braces that do not match or are nested",
        "**/N={}/** | has braces without an alternative: {}",
        "**/N={8..1}/** | has braces without an alternative: {8..1}",
      })
  void bracesHaveToMatch(String glob, String problem) {
    assertThatThrownBy(() -> CellFilter.parse(glob))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'cells': '%s' %s. Allowed: globs over cell ids".formatted(glob, problem));
  }

  @Test
  void everyGlobHasToMatch() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> CellFilter.parse("mxfp4/**, mxpf4/**").select(CELLS));

    assertThat(e.value()).isEqualTo("mxpf4/**");
  }

  @Test
  void nearIdsAreShown() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> CellFilter.parse("mxfp4/float23/qmv/N=5/K=512/normal").select(CELLS));

    assertThat(e.suggestions()).hasSize(3).first().isEqualTo("mxfp4/float32/qmv/N=5/K=512/normal");
    assertThat(e).hasMessageContaining("Did you mean 'mxfp4/float32/qmv/N=5/K=512/normal', '");
  }

  @Test
  void nearIdsOfAGlobMatchItsFixedText() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> CellFilter.parse("**/N=6/K=512/exact").select(CELLS));

    assertThat(e.suggestions()).allMatch(id -> id.matches(".*/N=./K=512/exact"));
  }

  @Test
  void orderIsKept() {
    List<Cell> selected = CellFilter.parse("nvfp4/**, mxfp4/**").select(CELLS);

    assertThat(selected).isEqualTo(CELLS);
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Mode mode : List.of(FpMode.MXFP4, FpMode.NVFP4)) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT16)) {
        for (String variant : List.of("qmv", "qmv_fast")) {
          for (int n : new int[] {1, 4, 5, 8}) {
            for (Pattern pattern : Pattern.DEFAULT) {
              Shape shape = Shape.matVec(n, 512);
              cells.add(Cells.cell("fp_qmv", mode, dtype, variant, "", true, shape, pattern));
            }
          }
        }
      }
    }
    return List.copyOf(cells);
  }
}
