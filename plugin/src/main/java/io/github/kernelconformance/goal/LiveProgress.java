package io.github.kernelconformance.goal;

import io.github.kernelconformance.verdict.Figures;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A line on a terminal that is written over as the run gets on, and is gone at its end. */
public final class LiveProgress implements Progress {

  private static final long INTERVAL = Duration.ofMillis(100).toNanos();

  private final LongSupplier clock;
  private final Consumer<String> terminal;
  private int cells;
  private String noun = "cell";
  private String counted = "failed";
  private int done;
  private int failed;
  private int width;
  private long told;

  /**
   * A line on a terminal.
   *
   * @param clock nanoseconds from any origin
   * @param terminal shows a text as it is, without a line end
   */
  public LiveProgress(LongSupplier clock, Consumer<String> terminal) {
    this.clock = clock;
    this.terminal = terminal;
  }

  @Override
  public void start(int cells) {
    this.cells = cells;
    tell();
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
    if (clock.getAsLong() - told >= INTERVAL) {
      tell();
    }
  }

  @Override
  public void end() {
    terminal.accept("\r" + " ".repeat(width) + "\r");
  }

  private void tell() {
    told = clock.getAsLong();
    String line =
        "%s of %s, %s %s"
            .formatted(
                Figures.count(done), Figures.count(cells, noun), Figures.count(failed), counted);
    width = Math.max(width, line.length());
    terminal.accept("\r" + line + " ".repeat(width - line.length()));
  }
}
