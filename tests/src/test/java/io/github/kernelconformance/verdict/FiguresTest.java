package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 4, 0",
    "-0.0, 4, 0",
    "31.6781, 4, 31.68",
    "100, 4, 100",
    "65504, 4, 65500",
    "0.00012345, 3, 0.000123",
    "1.2345e-7, 3, 1.23E-7",
    "-6903.125, 9, -6903.125",
    "1e30, 4, 1E+30",
    "Infinity, 4, Infinity",
    "NaN, 4, NaN",
  })
  void significantDigits(double value, int digits, String text) {
    assertThat(Figures.significant(value, digits)).isEqualTo(text);
  }

  @Test
  void errorsReadAsInTheSeedsTables() {
    assertThat(Figures.error(218.04)).isEqualTo("2.180e+02");
    assertThat(Figures.error(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "0 0",
        "999 999",
        "1000 1,000",
        "999999 999,999",
        "1000000 1,000,000",
        "-999 -999",
        "-1000 -1,000",
        "-123456 -123,456",
        "9223372036854775807 9,223,372,036,854,775,807",
        "-9223372036854775808 -9,223,372,036,854,775,808",
      })
  void countsHaveTheirThousandsMarked(long count, String text) {
    assertThat(Figures.count(count)).isEqualTo(text);
  }

  @Test
  void countsAgreeWithTheirNouns() {
    assertThat(Figures.count(1, "cell")).isEqualTo("1 cell");
    assertThat(Figures.count(9408, "cell")).isEqualTo("9,408 cells");
  }
}
