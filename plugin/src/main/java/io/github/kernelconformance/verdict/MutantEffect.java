package io.github.kernelconformance.verdict;

import java.util.List;

/**
 * What a change of a line did to some cells of a kernel that is wrong.
 *
 * @param file the path of the line that is changed as the user wrote it
 * @param line from 1
 * @param blamed what is wrong if the change is right, for example the whole statement
 * @param change in words, for example {@code changing i < n to i <= n}
 * @param less whether it leaves something out
 * @param wrong how many cells were wrong without the change
 * @param repaired how many of these pass with it
 * @param noticed how many of these are wrong in another way with it, or pass; 0 where that is not
 *     to tell anything
 * @param right how many cells passed without the change
 * @param broken how many of these fail with it
 * @param disturbed how many of these fail with it, or pass with other figures
 */
public record MutantEffect(
    String file,
    int line,
    List<Lines> blamed,
    String change,
    boolean less,
    int wrong,
    int repaired,
    int noticed,
    int right,
    int broken,
    int disturbed) {

  /**
   * Whole lines.
   *
   * @param last not before the first
   */
  public record Lines(String file, int first, int last) {}

  /**
   * How well it repairs: 1 where it makes every wrong cell right and no right one wrong, 0 where it
   * repairs none.
   */
  double repairs() {
    double spared = right == 0 ? 1 : 1 - (double) broken / right;
    return wrong == 0 ? 0 : (double) repaired / wrong * spared;
  }

  /**
   * How well it tells wrong cells from right ones that they notice it: Ochiai's coefficient; 1
   * where every wrong cell does and no right one.
   */
  double noticedByWrong() {
    return noticed == 0 ? 0 : LineSpectrum.ochiai(noticed, disturbed, wrong);
  }

  /** Whether wrong cells notice it more than right ones. */
  boolean tells() {
    return noticed > 0 && right > 0 && noticed * right > disturbed * wrong;
  }

  /** What a line rests on whose change repairs cells. */
  String repairBasis() {
    return "%s here makes %d of %d wrong cells right%s"
        .formatted(
            change,
            repaired,
            wrong,
            broken == 0 ? "" : " and %d of %d right ones wrong".formatted(broken, right));
  }

  /** What a line rests on whose change wrong cells notice. */
  String noticedBasis() {
    return "%s here is noticed by %d of %d wrong cells and %d of %d right ones"
        .formatted(change, noticed, wrong, disturbed, right);
  }
}
