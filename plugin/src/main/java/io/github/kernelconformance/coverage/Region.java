package io.github.kernelconformance.coverage;

/**
 * A region of the compiler's coverage mapping. Places are those of the compiled text, from 1; the
 * end is that of the first character behind it.
 *
 * @param other of a condition, how often its false side was taken
 */
record Region(Kind kind, Sum count, Sum other, int line, int column, int endLine, int endColumn) {

  enum Kind {
    CODE,
    BRANCH,
    OTHER
  }

  boolean has(int atLine, int atColumn) {
    return !before(atLine, atColumn, line, column) && before(atLine, atColumn, endLine, endColumn);
  }

  boolean startsAt(int atLine, int atColumn) {
    return line == atLine && column == atColumn;
  }

  /** Whether it lies within the other where both have some place: it starts later or ends first. */
  boolean within(Region outer) {
    return before(outer.line, outer.column, line, column)
        || outer.startsAt(line, column)
            && before(endLine, endColumn, outer.endLine, outer.endColumn);
  }

  private static boolean before(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || line == otherLine && column < otherColumn;
  }
}
