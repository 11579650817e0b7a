package io.github.kernelconformance.numerics;

/** Checks of matrices whose rows are cut into groups that share a scale. */
final class Groups {

  private Groups() {}

  /**
   * The number of groups in a matrix.
   *
   * @throws IllegalArgumentException if a size is not positive, a group crosses the end of a row,
   *     or the elements do not fill the matrix
   */
  static int count(int rows, int columns, int groupSize, int elements) {
    if (rows < 1 || columns < 1 || groupSize < 1) {
      throw new IllegalArgumentException(
          "rows %d, columns %d and group size %d must be positive"
              .formatted(rows, columns, groupSize));
    }
    if (columns % groupSize != 0) {
      throw new IllegalArgumentException(
          "%d columns are not a multiple of the group size %d".formatted(columns, groupSize));
    }
    if ((long) rows * columns != elements) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d has no room for %d elements".formatted(rows, columns, elements));
    }
    return elements / groupSize;
  }

  /**
   * Checks that there is one of something for each group.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireOneEach(String what, int actual, int groups) {
    if (actual != groups) {
      throw new IllegalArgumentException(
          "%d %s for %d groups; there must be one for each".formatted(actual, what, groups));
    }
  }
}
