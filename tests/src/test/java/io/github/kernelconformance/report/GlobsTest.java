package io.github.kernelconformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.matrix.CellFilter;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/** The parameter {@code cells} and the page's filter have one language: a table of its cases. */
class GlobsTest {

  private static final String TABLE = "/io/github/kernelconformance/matrix/globs.txt";

  private static Context javaScript;
  private static Scriptable page;

  @BeforeAll
  static void load() throws IOException {
    javaScript = Context.enter();
    javaScript.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    page = javaScript.initStandardObjects();
    try (InputStream script = HtmlReport.class.getResourceAsStream("globs.js")) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      javaScript.evaluateString(page, text, "globs.js", 1, null);
    }
  }

  @AfterAll
  static void close() {
    Context.exit();
  }

  @ParameterizedTest
  @CsvFileSource(resources = TABLE, delimiter = '|')
  void javaReadsThem(String globs, String id, String expected) {
    if (expected.equals("wrong")) {
      assertThatThrownBy(() -> CellFilter.parse(globs)).isInstanceOf(ConfigurationException.class);
    } else {
      assertThat(CellFilter.parse(globs).matches("fp_qmv", id)).isEqualTo(expected.equals("yes"));
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = TABLE, delimiter = '|')
  void thePageReadsThemAlike(String globs, String id, String expected) {
    assertThat(finds(globs, id)).isEqualTo(expected.equals("yes"));
  }

  /** What has no character of a glob is looked for anywhere in an id. */
  @ParameterizedTest
  @CsvFileSource(resources = TABLE, delimiter = '|')
  void thePageFindsPartsOfIds(String globs, String id, String expected) {
    assertThat(finds(id.substring(2, id.length() - 2), id)).isTrue();
    assertThat(finds("", id)).isTrue();
    assertThat(finds("no such part", id)).isFalse();
  }

  private static boolean finds(String text, String id) {
    Function test = (Function) javaScript.evaluateString(page, "idTest", "test", 1, null);
    Function matches = (Function) test.call(javaScript, page, page, new Object[] {text});
    return (boolean) matches.call(javaScript, page, page, new Object[] {id, "fp_qmv"});
  }
}
