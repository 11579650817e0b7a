package io.github.kernelconformance.verdict;

/**
 * One element of y beside its reference, ordered by how wrong it is.
 *
 * @param index into the row-major {@code [batch, m, n]}
 * @param error {@code |got - reference|}
 * @param ratio the error in units of its tolerance
 */
record Element(int index, double got, double reference, double error, double ratio)
    implements Comparable<Element> {

  @Override
  public int compareTo(Element other) {
    int byRatio = Double.compare(ratio, other.ratio);
    return byRatio != 0 ? byRatio : Double.compare(error, other.error);
  }
}
