package io.github.kernelconformance.verdict;

/**
 * Lines of the user's source that failing cells run and passing ones do not, more or less, or whose
 * change makes failing cells right. They run from the first to the last or not at all, or are a
 * statement.
 *
 * @param file the path as the user wrote it
 * @param line the first, from 1
 * @param lastLine at least {@code line}
 * @param score above 0, at most 1; 1 where every failing cell runs them and no passing one does
 * @param text what stands in the first line, without the white space around it; empty where it was
 *     not read
 * @param basis what the score rests on, in words, for example {@code run by 9 of 9 wrong cells and
 *     none of 12 right ones}; empty where that was not told
 */
public record Suspect(
    String file, int line, int lastLine, double score, String text, String basis) {

  /** A single line. */
  public Suspect(String file, int line, double score, String text) {
    this(file, line, line, score, text, "");
  }

  /** Lines of which it is not told what the score rests on. */
  public Suspect(String file, int line, int lastLine, double score, String text) {
    this(file, line, lastLine, score, text, "");
  }

  /** The same with the first line's text. */
  public Suspect withText(String read) {
    return new Suspect(file, line, lastLine, score, read, basis);
  }

  /** As compilers name lines: {@code qmv.h:44}, or {@code qmv.h:44-47}. */
  public String place() {
    return file + ":" + line + (lastLine > line ? "-" + lastLine : "");
  }
}
