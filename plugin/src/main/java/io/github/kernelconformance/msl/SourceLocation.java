package io.github.kernelconformance.msl;

/**
 * A place in the user's source.
 *
 * @param file the path as the line marker gives it
 * @param line from 1
 */
public record SourceLocation(String file, int line) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
