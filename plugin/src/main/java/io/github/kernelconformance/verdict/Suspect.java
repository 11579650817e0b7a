package io.github.kernelconformance.verdict;

/**
 * A line of the user's source that failing cells run and passing ones do not, more or less.
 *
 * @param file the path as the user wrote it
 * @param line from 1
 * @param score above 0, at most 1; 1 where every failing cell runs it and no passing one does
 * @param text what stands there, without the white space around it; empty where it was not read
 */
public record Suspect(String file, int line, double score, String text) {

  /** The same with the line's text. */
  public Suspect withText(String read) {
    return new Suspect(file, line, score, read);
  }
}
