package io.github.kernelconformance.goal;

import io.github.kernelconformance.verdict.Figures;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lines in a log: one for each tenth of the cells, but none within five seconds of another or of
 * the start, so that a short run adds nothing to a log.
 */
public final class SparseProgress implements Progress {

  private static final long INTERVAL = Duration.ofSeconds(5).toNanos();
  private static final int PERCENT = 100;
  private static final int STEP = 10;

  private final LongSupplier clock;
  private final Consumer<String> log;
  private int cells;
  private String noun = "cell";
  private String counted = "failed";
  private int done;
  private int failed;
  private int toldPercent;
  private long told;

  /**
   * Lines in a log.
   *
   * @param clock nanoseconds from any origin
   * @param log takes a line without its end
   */
  public SparseProgress(LongSupplier clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void start(int cells) {
    this.cells = cells;
    told = clock.getAsLong();
  }

  @Override
  public void start(int count, String noun, String counted) {
    this.noun = noun;
    this.counted = counted;
    start(count);
  }

  @Override
  public void advance(int cells, int failed) {
    done += cells;
    this.failed += failed;
    int percent = (int) ((long) PERCENT * done / this.cells);
    long now = clock.getAsLong();
    if (percent >= toldPercent + STEP && now - told >= INTERVAL && done < this.cells) {
      toldPercent = percent;
      told = now;
      log.accept(
          "%d %%: %s of %s, %s %s"
              .formatted(
                  percent,
                  Figures.count(done),
                  Figures.count(this.cells, noun),
                  Figures.count(this.failed),
                  counted));
    }
  }

  @Override
  public void end() {}
}
