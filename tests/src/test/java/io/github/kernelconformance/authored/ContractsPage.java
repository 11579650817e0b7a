package io.github.kernelconformance.authored;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The code that a page of the documentation shows. */
record ContractsPage(String text) {

  /** A file that readers are told to make: its path in backticks, a colon, and a block. */
  record Shown(String path, String text) {}

  private static final Pattern FILE =
      Pattern.compile("`([^`\\n]+\\.java)`:\\n\\n```java\\n(.*?)```\\n", Pattern.DOTALL);

  private static final Pattern CALL = Pattern.compile("`((?:it|c|x|n|Dim)\\.[^`…]*\\))`");

  static ContractsPage of(String... path) {
    try {
      return new ContractsPage(Files.readString(Path.of("..", path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Shown> files() {
    return FILE.matcher(text).results().map(it -> new Shown(it.group(1), it.group(2))).toList();
  }

  /** Every call that stands in a sentence or a table. */
  List<String> calls() {
    return CALL.matcher(text).results().map(it -> it.group(1)).distinct().toList();
  }

  /** The cells of the rows of a table, by the words that its head starts with. */
  List<List<String>> table(String head) {
    MatchResult table =
        Pattern.compile(
                "^" + Pattern.quote(head) + ".*\\n\\|[-|]+\\n((?:\\|.*\\n)+)", Pattern.MULTILINE)
            .matcher(text)
            .results()
            .findFirst()
            .orElseThrow();
    return table
        .group(1)
        .lines()
        .map(it -> List.of(it.substring(2, it.length() - 2).split(" \\| ")))
        .toList();
  }
}
