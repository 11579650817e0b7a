package io.github.kernelconformance.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names that classes give contracts, for those that are not told theirs. */
public final class SnakeCase {

  private static final Pattern WORD_STARTS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private SnakeCase() {}

  /** {@code RmsNorm} as {@code rms_norm}, {@code FPQmv} as {@code fp_qmv}. */
  public static String of(String name) {
    return WORD_STARTS.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
