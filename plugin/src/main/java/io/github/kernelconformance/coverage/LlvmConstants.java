package io.github.kernelconformance.coverage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What names and strings are in LLVM's assembly language (LLVM Language Reference Manual). */
final class LlvmConstants {

  /** A name of a function or variable, with or without quotes. */
  static final String NAME = "@(?:\"[^\"]*\"|[-\\w.$]+)";

  private static final Pattern STRING = Pattern.compile("c\"([^\"]*)\"");

  private LlvmConstants() {}

  /** The bytes of the last string in a line. */
  static byte[] string(String line) {
    Matcher string = STRING.matcher(line);
    String last = "";
    while (string.find()) {
      last = string.group(1);
    }
    return bytes(last);
  }

  /** Two backslashes are one, and a backslash with two hexadecimal digits stands for a byte. */
  private static byte[] bytes(String quoted) {
    byte[] raw = quoted.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '\\' && raw[i + 1] == '\\') {
        bytes.write(raw[++i]);
      } else if (raw[i] == '\\') {
        bytes.write(Character.digit(raw[i + 1], 16) * 16 + Character.digit(raw[i + 2], 16));
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toByteArray();
  }
}
