package io.github.kernelconformance.family;

/**
 * A fault that a kernel may have, so well known that what such a kernel leaves can be computed.
 *
 * @param id what tells it from all others of its contract; the same at each cell
 * @param words what the kernel does otherwise, for example {@code scale byte not decoded, in full
 *     blocks}
 * @param place the line of the contract that the kernel does otherwise, for example {@code
 *     src/conformance/java/RmsNorm.java:14}; empty where there is none
 * @param origin where it comes from
 */
public record Hypothesis(String id, String words, String place, Origin origin) {

  /** Where a hypothesis comes from. Of those that fit alike the first kind says most. */
  public enum Origin {
    /** The contract's author told it. */
    TOLD,
    /** An operation of the reference is done otherwise. */
    REFERENCE,
    /** As {@link #REFERENCE}, with a number that was chosen so that it fits. */
    FITTED,
    /** It is made of what is expected, whatever the contract. */
    GENERAL
  }

  /** One that the contract's author told, with no place. */
  public static Hypothesis told(String id, String words) {
    return new Hypothesis(id, words, "", Origin.TOLD);
  }

  /** The words, and the place where there is one. */
  public String sentence() {
    return place.isEmpty() ? words : words + " (" + fileName(place) + ")";
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return sentence();
  }
}
