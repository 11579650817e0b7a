package io.github.kernelconformance.report;

import io.github.kernelconformance.mutation.Fate;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.mutation.Score;
import io.github.kernelconformance.verdict.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the console says of mutants. */
public final class MutationText {

  private static final int MOST_SURVIVORS = 10;
  private static final int LONGEST = 60;

  private MutationText() {}

  /**
   * The lines.
   *
   * @param directory of the reports, as the console names it
   */
  public static List<String> lines(MutationReport report, String directory, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %s, tried on a matrix of %s"
            .formatted(
                style.strong(Figures.count(report.results().size(), "mutant")),
                report.device(),
                Figures.count(report.cells(), "cell")));
    for (Rate rate : Rate.values()) {
      Score score = report.score(rate);
      if (score.counted() + score.equivalent() + score.notReached() > 0) {
        lines.add(line(rate, score, style));
      }
    }
    List<MutantResult> survivors = report.of(Fate.SURVIVED);
    for (MutantResult it : survivors.subList(0, Math.min(MOST_SURVIVORS, survivors.size()))) {
      lines.add("  " + style.warning("survived") + " " + describe(it.mutant()));
    }
    if (survivors.size() > MOST_SURVIVORS) {
      lines.add("  and %s more".formatted(Figures.count(survivors.size() - MOST_SURVIVORS)));
    }
    lines.add("Reports: %s/%s, %s".formatted(directory, MutationPage.FILE, MutationJson.FILE));
    return lines;
  }

  private static String line(Rate rate, Score score, Style style) {
    String killed =
        "%s of %s killed (%s %%)"
            .formatted(
                Figures.count(score.killed()),
                Figures.count(score.counted()),
                percent(score.percent()));
    return "%s: %s, %s equivalent, %s not reached; one shape with allclose(rtol=1e-2) kills %s %%"
        .formatted(
            rate.id(),
            score.survived() == 0 ? style.success(killed) : style.warning(killed),
            Figures.count(score.equivalent()),
            Figures.count(score.notReached()),
            percent(score.plainPercent()));
  }

  /** In per cent with one digit, never rounded up to 100. */
  public static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", Math.floor(value * 10) / 10).replaceAll("\\.0$", "");
  }

  private static String describe(Mutant mutant) {
    return "%s:%d: %s, %s"
        .formatted(
            mutant.place().file(),
            mutant.place().line(),
            mutant.operator().id(),
            mutant.before().isEmpty()
                ? shortened(mutant.after())
                : "%s becomes %s"
                    .formatted(
                        shortened(mutant.before()),
                        mutant.after().isEmpty() ? "nothing" : shortened(mutant.after())));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
