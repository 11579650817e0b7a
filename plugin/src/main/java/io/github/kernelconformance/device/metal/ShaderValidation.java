package io.github.kernelconformance.device.metal;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.MemoryFindings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metal's shader validation: the GPU checks each access against the bounds of buffers and of
 * threadgroup memory. Its reports are text; command buffers end well all the same.
 *
 * <p>A report is a sentence that names the access, the kernel and, on lines of their own, the
 * buffer, the encoder and the frames that led there, as in github.com/Pushkinist/rMLX/issues/328
 * and 438. Any of these may be missing, and other output may share a line with it.
 */
public final class ShaderValidation {

  /**
   * What turns it on, in the environment of a process and before it has a device. The first alone
   * reports nothing.
   */
  public static final Map<String, String> ENVIRONMENT =
      Map.of("MTL_SHADER_VALIDATION", "1", "MTL_SHADER_VALIDATION_REPORT_TO_STDERR", "1");

  /** What a report begins with, wherever on a line. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "\\bInvalid[ \\t]+\\w"
              + "|\\b(?:Null texture access|Stack Overflow|MTLResourceUsage flags mismatch[^\\n]*?)"
              + " executing "
              + "|\\bTrap hit in ");

  private static final Pattern ACCESS =
      Pattern.compile(
          "^Invalid[ \\t]+(device|threadgroup)\\b(?:[ \\t]+(?!at\\b|executing\\b)(\\w+))?"
              + "(?:[ \\t]+at offset (-?\\d{1,20}))?");

  private static final Pattern FUNCTION = Pattern.compile("function: (?:\"([^\"]*)\"|(\\w+))");

  private static final Pattern BUFFER =
      Pattern.compile("^\\s*buffer: (.+?), ?length: ?(\\d{1,18})", Pattern.MULTILINE);

  private static final Pattern FRAME =
      Pattern.compile("frame #\\d+: .*? - (.+?):(\\d{1,9}):(\\d{1,9})\\s*$", Pattern.MULTILINE);

  /** The label of the buffer that validation has for addresses that are in none. */
  private static final String NOWHERE = "Out of bounds of user address space";

  /** So many causes are told of one launch. */
  private static final int MOST = 32;

  private static final int LONGEST_SENTENCE = 300;

  private ShaderValidation() {}

  /**
   * The reports in what a process printed while one launch ran, equal ones as one.
   *
   * @param kernel the launch's kernel, for reports that do not name theirs
   */
  public static List<Finding> findings(String kernel, List<String> lines) {
    Map<List<Object>, Finding> findings = new LinkedHashMap<>();
    for (String report : reports(String.join("\n", lines))) {
      Finding finding = finding(kernel, report);
      findings.merge(
          List.of(finding.kernel(), finding.message(), finding.site()),
          finding,
          (a, b) -> MemoryFindings.counted(a, a.count() + 1));
    }
    return findings.values().stream().limit(MOST).toList();
  }

  /** Each report's text, up to the next one. */
  private static List<String> reports(String text) {
    List<Integer> starts = new ArrayList<>();
    BEGINNING.matcher(text).results().forEach(it -> starts.add(it.start()));
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      reports.add(
          text.substring(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : text.length()));
    }
    return reports;
  }

  private static Finding finding(String kernel, String report) {
    Matcher access = ACCESS.matcher(report);
    Finding finding =
        access.find()
            ? access(name(kernel, report), access, BUFFER.matcher(report))
            : MemoryFindings.of(
                name(kernel, report),
                "shader validation reports: " + sentence(report),
                Optional.empty(),
                1);
    return frame(report).map(it -> MemoryFindings.at(finding, it)).orElse(finding);
  }

  private static String sentence(String report) {
    String first = report.lines().findFirst().orElse("").strip();
    return first.length() > LONGEST_SENTENCE ? first.substring(0, LONGEST_SENTENCE) + "…" : first;
  }

  /** The kernel that a report names, else the launch's. */
  private static String name(String kernel, String report) {
    Matcher function = FUNCTION.matcher(report);
    if (!function.find()) {
      return kernel;
    }
    String name = function.group(1) == null ? function.group(2) : function.group(1);
    return name.isEmpty() || name.startsWith("<") ? kernel : name;
  }

  private static Finding access(String kernel, Matcher access, Matcher buffer) {
    String operation = access.group(2) == null ? "access" : access.group(2);
    boolean write = !operation.equals("load");
    Optional<Long> offset = Optional.ofNullable(access.group(3)).map(ShaderValidation::offset);
    String what =
        "shader validation reports a%s"
            .formatted(
                switch (operation) {
                  case "load" -> " read";
                  case "store" -> " write";
                  default -> ("aeiou".indexOf(operation.charAt(0)) < 0 ? " " : "n ") + operation;
                });
    String at = offset.map(it -> text(", at byte %,d", it)).orElse("");
    if (access.group(1).equals("threadgroup")) {
      return unnamed(kernel, write, what + " outside of threadgroup memory" + at);
    }
    if (buffer.find()) {
      String label = buffer.group(1);
      long length = Long.parseLong(buffer.group(2));
      if (label.equals(NOWHERE)) {
        return unnamed(kernel, write, what + " at an address that is in no buffer" + at);
      }
      if (!label.startsWith("<") && offset.isPresent()) {
        return MemoryFindings.of(
            kernel,
            text(
                "%s at byte %,d of %s, which has %s",
                what, offset.get(), label, MemoryFindings.bytes(length)),
            Optional.of(access(write, label, offset.get(), length)),
            1);
      }
    }
    return unnamed(kernel, write, what + " outside of its buffer" + at);
  }

  /** Validation prints offsets as numbers without a sign, so what lies before a buffer is huge. */
  private static long offset(String digits) {
    try {
      return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) { // 20 digits that are more than 64 bits
      return Long.MAX_VALUE;
    }
  }

  private static Finding unnamed(String kernel, boolean write, String message) {
    return MemoryFindings.of(
        kernel, message, Optional.of(new Finding.Access(write, "", 0, 1, 0, 0)), 1);
  }

  private static Finding.Access access(boolean write, String buffer, long offset, long length) {
    long outBy = offset < 0 ? -offset : Math.max(0, offset + 1 - length);
    return new Finding.Access(write, buffer, offset, 1, outBy, offset);
  }

  /** The innermost frame that has a file. */
  private static Optional<Finding.Site> frame(String report) {
    Matcher frame = FRAME.matcher(report);
    return frame.find()
        ? Optional.of(
            MemoryFindings.site(
                file(frame.group(1)),
                Integer.parseInt(frame.group(2)),
                Integer.parseInt(frame.group(3))))
        : Optional.empty();
  }

  /** A relative path of a line marker comes back as the path of a URL, with a slash before it. */
  private static String file(String path) {
    return path.startsWith("/") && !Files.exists(Path.of(path)) ? path.substring(1) : path;
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
