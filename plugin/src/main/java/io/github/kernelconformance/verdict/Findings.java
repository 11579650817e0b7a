package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Site;
import java.util.Locale;
import java.util.Optional;

/** Findings of a device's checks as verdicts and in words. */
public final class Findings {

  private Findings() {}

  /** The verdict that a finding of a kind is. */
  public static Status status(Finding.Kind kind) {
    return switch (kind) {
      case MEMORY -> Status.MEMORY_ERROR;
      case UNDEFINED -> Status.UNDEFINED;
      case RACE -> Status.RACE;
      case MISSING_FENCE -> Status.MISSING_FENCE;
      case DIVERGENCE -> Status.DIVERGENCE;
      case NONDETERMINISM -> Status.NONDETERMINISTIC;
    };
  }

  /**
   * One line, for example {@code memory-error: read of 4 bytes at x[512] (byte 2,048), 4 past the
   * end of its 2,048 bytes; src/main/metal/qmv.h:41:12, kernel qmv, threadgroup (0, 1, 0), SIMD
   * group 1, lane 31}.
   */
  public static String sentence(Finding finding) {
    return status(finding.kind()).id()
        + ": "
        + finding.message()
        + "; "
        + place(finding.site())
        + "kernel "
        + finding.kernel()
        + thread(finding.site())
        + finding
            .other()
            .map(
                it ->
                    "; and "
                        + (place(it) + thread(it).replaceFirst("^, ", "")).replaceFirst(", $", ""))
            .orElse("");
  }

  /**
   * What elements that a kernel did not write say of it.
   *
   * @param mismatch what is wrong if they hold other bits before the launch
   */
  static Finding unwritten(String kernel, String mismatch) {
    return new Finding(
        Finding.Kind.NONDETERMINISM,
        "elements that the kernel does not write are right by chance; with other contents before"
            + " the launch, "
            + mismatch,
        kernel,
        new Site(0, "", 0, 0, -1, -1, -1, -1, -1),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private static String place(Site site) {
    if (site.line() == 0) {
      return "";
    }
    return site.file() + ":" + site.line() + (site.column() == 0 ? "" : ":" + site.column()) + ", ";
  }

  private static String thread(Site site) {
    return site.lane() < 0
        ? ""
        : String.format(
            Locale.ROOT,
            ", threadgroup (%d, %d, %d), SIMD group %d, lane %d",
            site.x(),
            site.y(),
            site.z(),
            site.simdgroup(),
            site.lane());
  }
}
