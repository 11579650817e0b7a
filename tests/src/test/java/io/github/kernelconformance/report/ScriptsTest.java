package io.github.kernelconformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's scripts know of contracts and verdicts. */
class ScriptsTest {

  private static final Path SCRIPTS =
      Path.of("../plugin/src/main/resources/io/github/kernelconformance/report");

  /** The coordinates of a cell are read by the names that the report gives, and by no others. */
  @Test
  void coordinatesAreReadInOnePlace() throws IOException {
    String text = text("*.js");
    assertThat(Pattern.compile("\\.at\\b(?!\\()").matcher(text).results()).hasSize(1);
    assertThat(text).contains("const valueOf = (cell, {name}) => cell.at[name];");
  }

  @Test
  void everyVerdictHasAMarkAndAColour() throws IOException {
    String marks = text("scale.js").replaceAll("(?s).*const VERDICTS = \\{(.*?)};.*", "$1");
    String style = text("report.css");
    for (Status status : Status.values()) {
      assertThat(marks).containsPattern("\"?" + status.id() + "\"?: \"");
      assertThat(style).containsPattern("\\." + status.id() + "\\b");
    }
  }

  private static String text(String glob) throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        if (SCRIPTS.getFileSystem().getPathMatcher("glob:" + glob).matches(file.getFileName())) {
          text.append(Files.readString(file));
        }
      }
      return text.toString();
    }
  }
}
