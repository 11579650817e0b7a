package io.github.kernelconformance.device;

/**
 * Code of a kernel that runs from its first instruction to its last or not at all. A template, or a
 * function that is called from several places, may be several blocks of one line.
 *
 * @param offset where it begins, in bytes from the start of the library that has it
 * @param end where it ends; the offset where that is unknown
 * @param file the path of its first line as the user wrote it, empty where unknown
 * @param line from 1; 0 where unknown
 * @param lastLine the last line of the same function that it has code of, at least {@code line}
 */
public record Block(long offset, long end, String file, int line, int lastLine) {

  /** A block of one line, or whose other lines are unknown. */
  public Block(long offset, String file, int line) {
    this(offset, offset, file, line, line);
  }
}
