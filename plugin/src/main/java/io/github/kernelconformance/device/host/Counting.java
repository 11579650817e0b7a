package io.github.kernelconformance.device.host;

import io.github.kernelconformance.coverage.CodeMap;
import io.github.kernelconformance.coverage.CodeMapText;
import io.github.kernelconformance.coverage.CountedCode;
import io.github.kernelconformance.msl.PlainText;
import io.github.kernelconformance.toolchain.SealedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Puts counters into the texts of one library, and the map of what they count behind the library,
 * in the same file.
 */
final class Counting {

  /** Behind the map, its length in bytes. */
  private static final String LENGTH = "%016d";

  private static final int LENGTH_BYTES = 16;

  private final String program;
  private CodeMap map = CodeMap.empty();
  private int texts;

  /**
   * @param program the file of the program
   */
  Counting(String program) {
    this.program = program;
  }

  /** What is compiled: a text without line markers. */
  String plain(String text) {
    return PlainText.of(program, text).text();
  }

  /**
   * Code with counters.
   *
   * @param code of the text
   * @param source the file from which it was compiled
   */
  List<String> counted(List<String> code, String text, Path source) {
    CountedCode counted =
        CountedCode.of(
            code,
            PlainText.of(program, text),
            source.getFileName().toString(),
            EntrySource.ownLines(text),
            texts++,
            EntrySource.SYMBOL);
    map = map.and(counted.map());
    return counted.code();
  }

  /** What is to stand behind the library: the map, then its length. */
  byte[] map() {
    byte[] bytes = String.join("\n", CodeMapText.write(map)).getBytes(StandardCharsets.UTF_8);
    byte[] length = LENGTH.formatted(bytes.length).getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(bytes, bytes.length + length.length);
    System.arraycopy(length, 0, both, bytes.length, length.length);
    return both;
  }

  /** The map of a library that was sealed. */
  static CodeMap read(Path library) throws IOException {
    byte[] bytes = Files.readAllBytes(library);
    int end = Math.toIntExact(SealedFile.length(library)) - LENGTH_BYTES;
    int length = Integer.parseInt(new String(bytes, end, LENGTH_BYTES, StandardCharsets.US_ASCII));
    String text = new String(Arrays.copyOfRange(bytes, end - length, end), StandardCharsets.UTF_8);
    return CodeMapText.read(text.lines().toList());
  }
}
