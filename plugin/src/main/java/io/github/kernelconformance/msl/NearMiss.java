package io.github.kernelconformance.msl;

import io.github.kernelconformance.matrix.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that somebody who wrote a wrong one may have meant. */
public final class NearMiss {

  private record Candidate(String name, int distance, int prefix) {}

  private NearMiss() {}

  /**
   * The names nearest to the wanted one, nearest first: by Levenshtein distance, then by the longer
   * common prefix, then in alphabetical order. A name of which more than half would have to change
   * is not near.
   *
   * @param limit the most names to return
   */
  public static List<String> of(String wanted, Collection<String> have, int limit) {
    return have.stream()
        .distinct()
        .map(
            name ->
                new Candidate(name, EditDistance.between(name, wanted), commonPrefix(wanted, name)))
        .filter(it -> 2 * it.distance() <= Math.max(wanted.length(), it.name().length()))
        .sorted(
            Comparator.comparingInt(Candidate::distance)
                .thenComparing(Comparator.comparingInt(Candidate::prefix).reversed())
                .thenComparing(Candidate::name))
        .limit(limit)
        .map(Candidate::name)
        .toList();
  }

  private static int commonPrefix(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }
}
