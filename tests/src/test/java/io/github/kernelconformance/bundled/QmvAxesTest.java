package io.github.kernelconformance.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.numerics.DType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QmvAxesTest {

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    QmvAxes axes = QmvAxes.builder().build();

    assertThat(axes.modes()).as("each family's own").isEmpty();
    assertThat(axes.dtypes()).containsExactly(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16);
    assertThat(axes.n()).isEqualTo(IntStream.rangeClosed(1, 16).boxed().toList());
    assertThat(axes.k()).as("auto").isEmpty();
    assertThat(axes.patterns()).containsExactly(Pattern.EXACT, Pattern.NORMAL);
  }

  @Test
  void readsEveryParameter() {
    QmvAxes axes =
        QmvAxes.builder()
            .modes("nvfp4, affine-b4-g32,nvfp4")
            .dtypes("bfloat16")
            .n("1..7,8,12,16")
            .k("512, 32 .. 34, 33")
            .patterns("normal")
            .build();

    assertThat(axes.modes()).containsExactly(FpMode.NVFP4, new AffineMode(4, 32));
    assertThat(axes.dtypes()).containsExactly(DType.BFLOAT16);
    assertThat(axes.n()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 12, 16);
    assertThat(axes.k()).containsExactly(32, 33, 34, 512);
    assertThat(axes.patterns()).containsExactly(Pattern.NORMAL);
  }

  @Test
  void wordsForDefaultsMeanThem() {
    QmvAxes axes = QmvAxes.builder().modes("mxfp4").modes(" all ").k("32").k("auto").build();

    assertThat(axes.modes()).isEmpty();
    assertThat(axes.k()).isEmpty();
  }

  @Test
  void misspeltModeIsExplained() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> QmvAxes.builder().modes("mxfp8,mxpf4"));

    assertThat(e)
        .hasMessageStartingWith("Parameter 'modes': unknown mode 'mxpf4'. Allowed: mxfp4, mxfp8")
        .hasMessageEndingWith(" Did you mean 'mxfp4'?");
    assertThat(e.parameter()).isEqualTo("modes");
    assertThat(e.value()).isEqualTo("mxpf4");
    assertThat(e.allowed()).contains("nvfp4", "affine-b4-g32");
    assertThat(e.suggestions()).containsExactly("mxfp4");
  }

  @ParameterizedTest
  @CsvSource({
    "MXFP4, mxfp4",
    "nvfp-4, nvfp4",
    "affine-b4-g23, affine-b4-g32",
    "affine_b8_g64, affine-b8-g64"
  })
  void nearestModeIsSuggested(String typo, String meant) {
    assertThatThrownBy(() -> QmvAxes.builder().modes(typo))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("Did you mean '" + meant + "'?");
  }

  @Test
  void nothingIsSuggestedForWhatIsNearNothing() {
    assertThatThrownBy(() -> QmvAxes.builder().modes("q"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("Did you mean");
  }

  @Test
  void batches() {
    assertThat(QmvAxes.builder().build().batches()).isEmpty();
    assertThat(QmvAxes.builder().batch(" auto ").build().batches()).isEmpty();
    assertThat(QmvAxes.builder().batch("3-padded, 1,3-dense").build().batches())
        .containsExactly(new Batch(3, Layout.PADDED), Batch.ONE, new Batch(3, Layout.DENSE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3-", "padded", "1-padded", "1025", "-3", "5-grid", "2-grid"})
  void badBatch(String value) {
    assertThatThrownBy(() -> QmvAxes.builder().batch("2," + value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'batch': '" + value + "' is not a batch. Allowed: auto, or")
        .hasMessageContaining("for example 3-padded");
  }

  @Test
  void misspeltLayoutIsExplained() {
    assertThatThrownBy(() -> QmvAxes.builder().batch("3-pading"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'batch': unknown layout 'pading'. Allowed: dense, broadcast, padded, grid."
                + " Did you mean 'padded'?");
  }

  @Test
  void rowsOfX() {
    assertThat(QmvAxes.builder().build().m()).isEmpty();
    assertThat(QmvAxes.builder().m("1..3").build().m()).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> QmvAxes.builder().m("many"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'm': 'many' is neither a size nor a range. Allowed: auto");
  }

  @Test
  void shapes() {
    assertThat(QmvAxes.builder().build().shapes()).isEmpty();
    assertThat(QmvAxes.builder().shapes(" none ").build().shapes()).isEmpty();
    assertThat(
            QmvAxes.builder()
                .shapes("N=70/K=128, B=6-grid/M=2/N=5/K=384/exact,special/K=64/N=3")
                .build()
                .shapes())
        .containsExactly(
            new FurtherShape("N=70/K=128", Shape.matVec(70, 128), Optional.empty()),
            new FurtherShape(
                "B=6-grid/M=2/N=5/K=384/exact",
                new Shape(6, 2, 5, 384, Layout.GRID),
                Optional.of(Pattern.EXACT)),
            new FurtherShape(
                "special/K=64/N=3", Shape.matVec(3, 64), Optional.of(Pattern.SPECIAL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "N=70",
        "K=64",
        "N=/K=64",
        "N=0/K=64",
        "N=1..3/K=64",
        "N=1/K=99999",
        "N=1/N=2/K=64",
        "n=1/K=64",
        "N=1/K=64/exact/normal",
        "N=1/K=64/P=3"
      })
  void badShape(String value) {
    assertThatThrownBy(() -> QmvAxes.builder().shapes("N=1/K=32," + value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Parameter 'shapes': '" + value + "' is not a shape. Allowed: none, or shapes")
        .hasMessageContaining("for example N=70/K=128");
  }

  @Test
  void misspeltPartsOfShapesAreExplained() {
    assertThatThrownBy(() -> QmvAxes.builder().shapes("N=1/K=32/spezial"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'shapes': unknown pattern 'spezial'. Allowed: exact, normal, special."
                + " Did you mean 'special'?");
    assertThatThrownBy(() -> QmvAxes.builder().shapes("B=6-gird/N=1/K=32"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'shapes': unknown layout 'gird'. Allowed: dense, broadcast, padded, grid."
                + " Did you mean 'grid'?");
  }

  @ParameterizedTest
  @CsvSource({"float, float32", "bfloat, bfloat16", "fp16, ''", "float 16, float16"})
  void badDtype(String value, String suggestion) {
    ConfigurationException e =
        catchThrowableOfType(ConfigurationException.class, () -> QmvAxes.builder().dtypes(value));

    assertThat(e).hasMessageContaining("Parameter 'dtypes': unknown dtype '" + value + "'");
    assertThat(e.allowed()).isEqualTo("float32, float16, bfloat16");
    if (!suggestion.isEmpty()) {
      assertThat(e.suggestions()).containsExactly(suggestion);
    }
  }

  @Test
  void badPattern() {
    assertThatThrownBy(() -> QmvAxes.builder().patterns("exact,norml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Parameter 'patterns': unknown pattern 'norml'. Allowed: exact, normal, special."
                + " Did you mean 'normal'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "five     | is neither a size nor a range",
        "1...7    | is neither a size nor a range",
        "1-7      | is neither a size nor a range",
        "-3       | is neither a size nor a range",
        "99999999999 | is neither a size nor a range",
        "0        | is out of range",
        "0..4     | is out of range",
        "1..40000 | is out of range",
        "8..1     | runs backwards",
        "1,,2     | has an empty entry",
        "1..4,    | has an empty entry",
      })
  void badSizes(String value, String problem) {
    for (String parameter : List.of("n", "k")) {
      QmvAxes.Builder builder = QmvAxes.builder();
      assertThatThrownBy(
              () -> (parameter.equals("n") ? builder.n(value) : builder.k(value)).build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Parameter '%s': '%s' %s.".formatted(parameter, value, problem))
          .hasMessageContaining("whole numbers from 1 to 32768");
    }
  }

  @Test
  void backwardRangeIsTurnedRound() {
    assertThatThrownBy(() -> QmvAxes.builder().n("8..1"))
        .hasMessageEndingWith("Did you mean '1..8'?");
  }

  @Test
  void onlyInnerSizesCanBeAutomatic() {
    assertThatThrownBy(() -> QmvAxes.builder().n("auto"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("Allowed: auto");
    assertThatThrownBy(() -> QmvAxes.builder().k("automatic"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Allowed: auto, or whole numbers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void blankValuesAreErrors(String blank) {
    List<Function<QmvAxes.Builder, QmvAxes.Builder>> setters =
        List.of(
            builder -> builder.modes(blank),
            builder -> builder.dtypes(blank),
            builder -> builder.n(blank),
            builder -> builder.k(blank),
            builder -> builder.patterns(blank),
            builder -> builder.shapes(blank));
    for (var setter : setters) {
      assertThatThrownBy(() -> setter.apply(QmvAxes.builder()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is empty");
    }
  }
}
