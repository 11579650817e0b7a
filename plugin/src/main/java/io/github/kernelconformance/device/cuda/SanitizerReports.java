package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Access;
import io.github.kernelconformance.device.Finding.Kind;
import io.github.kernelconformance.device.Finding.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What NVIDIA's compute-sanitizer prints. A report is a sentence after {@code =========}, and lines
 * after it that are indented: the place, the thread, the address.
 */
public final class SanitizerReports {

  /** What a line begins with that says where a buffer lies: address, length and name follow. */
  static final String BUFFER = "kernel_conformance_buffer";

  private static final String MARGIN = "=========";

  /** Where the access is; and below it the calls that led there, with the same shape. */
  private static final Pattern PLACE =
      Pattern.compile(
          "\\b(at|Device Frame:) (?:.*\\+)?0x[0-9a-f]+(?: in (\\S.*?):(\\d{1,9})(?::\\S+)?)?(?: |$)");

  private static final Pattern THREAD =
      Pattern.compile("by threads? \\((\\d+),\\d+,\\d+\\).* in block \\((\\d+),(\\d+),(\\d+)\\)");

  private static final Pattern ADDRESS = Pattern.compile("\\b(?:Access to|Address) (0x[0-9a-f]+)");

  private static final Pattern ACCESS =
      Pattern.compile("\\b(read|write|atomic|reduction)\\b.*?of size (\\d{1,9})");

  private static final Pattern HEAD =
      Pattern.compile(
          "^(Invalid|Uninitialized|Misaligned|Barrier error|Error: |Warning: |Race reported"
              + "|Unused|Leaked)");

  /** So many causes are told of one launch. */
  private static final int MOST = 32;

  private static final int LANES = 32;

  private record Buffer(long address, int length, String name) {}

  private SanitizerReports() {}

  /**
   * The reports in what a process printed while one launch ran, equal causes as one.
   *
   * @param kernel the launch's kernel
   */
  public static List<Finding> findings(String kernel, CudaTool tool, List<String> lines) {
    List<Buffer> buffers = new ArrayList<>();
    List<List<String>> reports = new ArrayList<>();
    for (String line : lines) {
      int buffer = line.indexOf(BUFFER + " ");
      int margin = line.indexOf(MARGIN + " ");
      if (buffer >= 0) {
        String[] words = line.substring(buffer).split(" ", 4);
        buffers.add(
            new Buffer(Long.parseUnsignedLong(words[1], 16), Integer.parseInt(words[2]), words[3]));
      } else if (margin >= 0) {
        String text = line.substring(margin + MARGIN.length() + 1);
        if (HEAD.matcher(text).find()) {
          reports.add(new ArrayList<>(List.of(text)));
        } else if (text.startsWith("  ") && !reports.isEmpty()) {
          reports.get(reports.size() - 1).add(text.strip());
        }
      }
    }
    Map<List<Object>, Finding> findings = new LinkedHashMap<>();
    for (List<String> report : reports) {
      Finding finding = finding(kernel, tool, report, buffers);
      findings.merge(
          List.of(
              report.get(0).replaceFirst(" at .*", ""),
              finding.site().file(),
              finding.site().line(),
              finding.access().map(Access::buffer).orElse("")),
          finding,
          (a, b) ->
              new Finding(
                  a.kind(),
                  a.message(),
                  a.kernel(),
                  a.site(),
                  a.access(),
                  a.other(),
                  a.count() + 1));
    }
    return findings.values().stream().limit(MOST).toList();
  }

  private static Finding finding(
      String kernel, CudaTool tool, List<String> report, List<Buffer> buffers) {
    String all = String.join("\n", report);
    List<Site> sites = sites(report);
    Site first = sites.isEmpty() ? site("", 0, all) : sites.get(0);
    Optional<Access> access = access(report, buffers);
    String sentence = report.get(0).replaceFirst("^(Error|Warning): ", "");
    sentence = sentence.replaceFirst(" at .*\\b0x[0-9a-f]+ in .*", "");
    String where =
        access
            .filter(it -> !it.buffer().isEmpty())
            .map(
                it ->
                    it.outBy() > 0
                        ? " at byte %d of %s, %d bytes outside of it"
                            .formatted(it.offset(), it.buffer(), it.outBy())
                        : " at byte %d of %s".formatted(it.offset(), it.buffer()))
            .orElse("");
    return new Finding(
        kind(tool),
        "compute-sanitizer %s: %s%s".formatted(tool.id(), sentence, where),
        kernel,
        first,
        access,
        sites.size() > 1 ? Optional.of(sites.get(1)) : Optional.empty(),
        1);
  }

  private static Kind kind(CudaTool tool) {
    return switch (tool) {
      case MEMCHECK, INITCHECK -> Kind.MEMORY;
      case RACECHECK -> Kind.RACE;
      case SYNCCHECK -> Kind.DIVERGENCE;
    };
  }

  /** For each place the innermost call in the user's own source. */
  private static List<Site> sites(List<String> report) {
    List<Site> sites = new ArrayList<>();
    String all = String.join("\n", report);
    boolean found = true;
    for (String line : report) {
      Matcher place = PLACE.matcher(line);
      if (place.find()) {
        found &= !place.group(1).equals("at");
        String file = place.group(2);
        if (!found && file != null && !CudaHeaders.all().containsKey(file)) {
          sites.add(site(file, Integer.parseInt(place.group(3)), all));
          found = true;
        }
      }
    }
    return sites;
  }

  /** A place with the thread that the report names; threads of a threadgroup are in one row. */
  private static Site site(String file, int line, String report) {
    Matcher thread = THREAD.matcher(report);
    if (!thread.find()) {
      return new Site(0, file, line, 0, -1, -1, -1, -1, -1);
    }
    int linear = Integer.parseInt(thread.group(1));
    return new Site(
        0,
        file,
        line,
        0,
        Integer.parseInt(thread.group(2)),
        Integer.parseInt(thread.group(3)),
        Integer.parseInt(thread.group(4)),
        linear / LANES,
        linear % LANES);
  }

  private static Optional<Access> access(List<String> report, List<Buffer> buffers) {
    String all = String.join("\n", report);
    Matcher access = ACCESS.matcher(report.get(0));
    Matcher address = ADDRESS.matcher(all);
    if (!access.find() || !address.find()) {
      return Optional.empty();
    }
    long at = Long.parseUnsignedLong(address.group(1).substring(2), 16);
    int bytes = Integer.parseInt(access.group(2));
    boolean write = !access.group(1).equals("read");
    return Optional.of(
        nearest(at, buffers)
            .map(it -> of(write, it, at, bytes))
            .orElseGet(() -> new Access(write, "", 0, bytes, 0, 0)));
  }

  private static Access of(boolean write, Buffer buffer, long at, int bytes) {
    long offset = at - buffer.address();
    long past = offset + bytes - buffer.length();
    long outBy = offset < 0 ? -offset : Math.max(0, past);
    return new Access(
        write, buffer.name(), offset, bytes, outBy, Math.floorDiv(offset, (long) bytes));
  }

  /** The buffer that an address is in, else the nearest. */
  private static Optional<Buffer> nearest(long at, List<Buffer> buffers) {
    return buffers.stream().min((a, b) -> Long.compareUnsigned(distance(at, a), distance(at, b)));
  }

  private static long distance(long at, Buffer buffer) {
    long offset = at - buffer.address();
    return offset < 0 ? -offset : Math.max(0, offset - buffer.length() + 1);
  }
}
