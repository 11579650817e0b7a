package io.github.kernelconformance.verdict;

/**
 * Which runs take some lines. They are of one function, and run from the first to the last or not
 * at all.
 *
 * @param file the path as the user wrote it
 * @param line the first, from 1
 * @param lastLine at least {@code line}
 * @param failed how many failing runs take them, of {@code allFailed}
 * @param passed how many passing runs take them, of {@code allPassed}
 * @param whole the coefficient with all instantiations of a template taken together
 */
public record LineSpectrum(
    String file,
    int line,
    int lastLine,
    int failed,
    int allFailed,
    int passed,
    int allPassed,
    double whole) {

  /** Ochiai's coefficient. */
  public double score() {
    return ochiai(failed, passed, allFailed);
  }

  static double ochiai(long failed, long passed, long allFailed) {
    return failed / Math.sqrt((double) allFailed * (failed + passed));
  }

  /** Whether the lines tell failing runs from passing ones; those that every run takes do not. */
  boolean tells() {
    return allPassed > 0 && score() > ochiai(allFailed, allPassed, allFailed);
  }

  /** What this rests on, in words. */
  String basis() {
    return "run by %d of %d wrong cells and %d of %d right ones"
        .formatted(failed, allFailed, passed, allPassed);
  }
}
