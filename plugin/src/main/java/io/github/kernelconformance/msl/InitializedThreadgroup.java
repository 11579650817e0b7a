package io.github.kernelconformance.msl;

import java.util.StringJoiner;

/**
 * Threadgroup variables with an initializer, for NVRTC, which allows none: one of zeros becomes a
 * call that clears the variables.
 */
final class InitializedThreadgroup {

  private static final String ZEROS = "[={}\\s]*(0[uUlL]*|0?\\.0*f?|0\\.f?|false)?[={},\\s]*";

  private final Tokens tokens;
  private final Edits edits;

  InitializedThreadgroup(Tokens tokens, Edits edits) {
    this.tokens = tokens;
    this.edits = edits;
  }

  /**
   * Replaces the initializers of a statement.
   *
   * @param threadgroup its first token
   */
  void clear(int threadgroup) {
    StringJoiner cleared = new StringJoiner(", ");
    String name = "";
    int i = threadgroup + 1;
    for (; i < tokens.size() && !tokens.is(i, ";"); i++) {
      boolean braces = tokens.is(i, "{") && (tokens.isIdentifier(i - 1) || tokens.is(i - 1, "]"));
      if (tokens.is(i, "=") || braces && !name.isEmpty()) {
        int end = end(i);
        if (!tokens.source(i, end).matches(ZEROS)) {
          edits.replace(
              i,
              end,
              "; "
                  + HostText.error(
                      "the CUDA device cannot start a variable in threadgroup memory with other"
                          + " values than 0"));
        } else {
          edits.replace(i, end, "");
          cleared.add(name);
        }
        i = end - 1;
      } else if (tokens.isIdentifier(i)) {
        name = tokens.text(i);
      } else if (tokens.is(i, "<") && tokens.afterAngles(i) > 0) {
        i = tokens.afterAngles(i) - 1;
      } else if (tokens.opens(i)) {
        i = tokens.partner(i);
      }
    }
    if (cleared.length() > 0) {
      edits.replace(i, i + 1, "; ::kernel_conformance::clear(" + cleared + ");");
    }
  }

  private int end(int from) {
    int i = from;
    while (i < tokens.size() && !tokens.is(i, ",") && !tokens.is(i, ";")) {
      i = tokens.opens(i) ? tokens.partner(i) + 1 : i + 1;
    }
    return i;
  }
}
