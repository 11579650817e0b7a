package io.github.kernelconformance.msl;

import java.util.Set;
import java.util.StringJoiner;

/**
 * What threadgroup variables hold at first, for NVRTC. It allows no initializer, so one of zeros
 * becomes a call that clears the variables. The others hold what the entry has filled all such
 * memory with; a call keeps the compiler from taking them for whatever it likes.
 */
final class ThreadgroupContents {

  private static final Set<String> CLASS_KEYS = Set.of("struct", "class", "union", "enum");

  private static final String ZEROS = "[={}\\s]*(0[uUlL]*|0?\\.0*f?|0\\.f?|false)?[={},\\s]*";

  private final Tokens tokens;
  private final Edits edits;

  ThreadgroupContents(Tokens tokens, Edits edits) {
    this.tokens = tokens;
    this.edits = edits;
  }

  /**
   * Follows a statement by calls.
   *
   * @param threadgroup its first token
   */
  void state(int threadgroup) {
    StringJoiner cleared = new StringJoiner(", ");
    StringJoiner filled = new StringJoiner(", ");
    String name = "";
    int i = threadgroup + 1;
    for (; i < tokens.size(); i++) {
      if (tokens.is(i, "=") || tokens.is(i, "{")) {
        int end = end(i);
        initializer(i, end);
        cleared.add(name);
        name = "";
        i = end - 1;
      } else if (tokens.is(i, ",") || tokens.is(i, ";")) {
        if (!name.isEmpty()) {
          filled.add(name);
        }
        name = "";
        if (tokens.is(i, ";")) {
          break;
        }
      } else if (tokens.isIdentifier(i)) {
        i = CLASS_KEYS.contains(tokens.text(i)) ? lastOfClass(i) : i;
        name = tokens.text(i);
      } else if (tokens.is(i, "<") && tokens.afterAngles(i) > 0) {
        i = tokens.afterAngles(i) - 1;
      } else if (tokens.opens(i)) {
        i = tokens.partner(i);
      }
    }
    edits.replace(i, i + 1, ";" + call("filled", filled) + call("clear", cleared));
  }

  private static String call(String function, StringJoiner names) {
    return names.length() == 0 ? "" : " ::kernel_conformance::" + function + "(" + names + ");";
  }

  private void initializer(int from, int to) {
    edits.replace(
        from,
        to,
        tokens.source(from, to).matches(ZEROS)
            ? ""
            : "; "
                + HostText.error(
                    "the CUDA device cannot start a variable in threadgroup memory with other"
                        + " values than 0"));
  }

  /** The last token of a class's name, or of its members where it is defined here. */
  private int lastOfClass(int key) {
    int i = key;
    while (tokens.isIdentifier(i + 1) && tokens.isIdentifier(i + 2)
        || tokens.isIdentifier(i + 1) && tokens.is(i + 2, "{")) {
      i++;
    }
    return tokens.is(i + 1, "{") ? tokens.partner(i + 1) : i;
  }

  private int end(int from) {
    int i = from;
    while (i < tokens.size() && !tokens.is(i, ",") && !tokens.is(i, ";")) {
      i = tokens.opens(i) ? tokens.partner(i) + 1 : i + 1;
    }
    return i;
  }
}
