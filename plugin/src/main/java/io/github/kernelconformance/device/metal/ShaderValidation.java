package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metal's shader validation: the GPU checks each access against the bounds of buffers. Its reports
 * are lines of text; command buffers end well all the same.
 */
public final class ShaderValidation {

  /**
   * What turns it on, in the environment of a process and before it has a device. The first alone
   * reports nothing.
   */
  public static final Map<String, String> ENVIRONMENT =
      Map.of("MTL_SHADER_VALIDATION", "1", "MTL_SHADER_VALIDATION_REPORT_TO_STDERR", "1");

  private static final Pattern REPORT =
      Pattern.compile(
          "Invalid device (load|store) at offset (-?\\d{1,18}), executing kernel function:"
              + " \"([^\"]*)\"");

  /** The line after it, as in github.com/Pushkinist/rMLX/issues/328. */
  private static final Pattern BUFFER = Pattern.compile("buffer: ([^,]+), length: ?(\\d{1,18})");

  /** So many causes are told of one launch. */
  private static final int MOST = 32;

  private ShaderValidation() {}

  /**
   * The reports in what a process printed while one launch ran, equal ones as one.
   *
   * @param kernel the launch's kernel, for reports that do not name theirs
   */
  public static List<Finding> findings(String kernel, List<String> lines) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher report = REPORT.matcher(lines.get(i));
      if (report.find()) {
        String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
        Finding finding = finding(kernel, report, BUFFER.matcher(next));
        findings.merge(finding.message(), finding, (a, b) -> counted(a, a.count() + 1));
      }
    }
    return findings.values().stream().limit(MOST).toList();
  }

  private static Finding finding(String kernel, Matcher report, Matcher buffer) {
    boolean write = report.group(1).equals("store");
    long offset = Long.parseLong(report.group(2));
    boolean named = buffer.find() && !buffer.group(1).startsWith("<");
    String what = write ? "write" : "read";
    String message =
        named
            ? text(
                "shader validation reports a %s at byte %,d of %s, which has %s",
                what,
                offset,
                buffer.group(1),
                MemoryFindings.bytes(Long.parseLong(buffer.group(2))))
            : text(
                "shader validation reports a %s outside of its buffer, at byte %,d", what, offset);
    return MemoryFindings.of(
        report.group(3).isEmpty() ? kernel : report.group(3),
        message,
        named
            ? Optional.of(access(write, buffer.group(1), offset, Long.parseLong(buffer.group(2))))
            : Optional.of(new Finding.Access(write, "", 0, 1, 0, 0)),
        1);
  }

  private static Finding.Access access(boolean write, String buffer, long offset, long length) {
    long outBy = offset < 0 ? -offset : Math.max(0, offset + 1 - length);
    return new Finding.Access(write, buffer, offset, 1, outBy, offset);
  }

  private static Finding counted(Finding it, long count) {
    return MemoryFindings.of(it.kernel(), it.message(), it.access(), count);
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
