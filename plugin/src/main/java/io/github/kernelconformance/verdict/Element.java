package io.github.kernelconformance.verdict;

/**
 * One element of an output beside its reference, ordered by how wrong it is.
 *
 * @param index in row-major order
 * @param reference not rounded to the output's type
 * @param error {@code |got - reference|}; infinite where a NaN or an infinity is wrong
 * @param ratio the error in units of its tolerance; above 1 is wrong
 */
public record Element(int index, double got, double reference, double error, double ratio)
    implements Comparable<Element> {

  /** Whether the element is outside its tolerance. */
  public boolean wrong() {
    return ratio > 1;
  }

  @Override
  public int compareTo(Element other) {
    int byRatio = Double.compare(ratio, other.ratio);
    return byRatio != 0 ? byRatio : Double.compare(error, other.error);
  }
}
