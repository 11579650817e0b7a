package io.github.kernelconformance.worker;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What workers may take.
 *
 * @param forks how many run at once, at least 1
 * @param timeout what one launch may take
 * @param memory bytes of address space, for each worker, beyond what a JVM takes
 */
public record WorkerSettings(int forks, Duration timeout, long memory) {

  /**
   * Enough for the buffers, stacks and shadow memory of any launch. Most of these addresses are
   * gaps between buffers, which take no memory.
   */
  public static final long DEFAULT_MEMORY = 16L << 30;

  private static final int MOST_FORKS = 1024;
  private static final double MOST_SECONDS = 86_400;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

  /**
   * Reads the parameters of a build.
   *
   * @param timeout seconds, for example {@code 60} or {@code 0.5}
   * @param forks a number, or {@code cores} for one a processor
   * @throws ConfigurationException where one is neither
   */
  public static WorkerSettings of(String timeout, String forks) {
    return new WorkerSettings(forks(forks.strip()), timeout(timeout.strip()), DEFAULT_MEMORY);
  }

  private static Duration timeout(String text) {
    double seconds = SECONDS.matcher(text).matches() ? Double.parseDouble(text) : 0;
    long milliseconds = Math.round(seconds * 1000);
    if (milliseconds < 1 || seconds > MOST_SECONDS) {
      throw new ConfigurationException(
          "timeout",
          text,
          "'%s' is not a time".formatted(text),
          "seconds from 0.001 to 86400, for example 60 or 0.5",
          List.of());
    }
    return Duration.ofMillis(milliseconds);
  }

  private static int forks(String text) {
    if (text.equals("cores")) {
      return Runtime.getRuntime().availableProcessors();
    }
    int forks = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (forks < 1 || forks > MOST_FORKS) {
      throw new ConfigurationException(
          "forks",
          text,
          "'%s' is not a number of processes".formatted(text),
          "1 to 1024, or cores",
          List.of());
    }
    return forks;
  }
}
