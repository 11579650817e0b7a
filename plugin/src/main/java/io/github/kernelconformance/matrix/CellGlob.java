package io.github.kernelconformance.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A glob over cell ids. {@code *} stands for any text within a segment, a segment {@code **} for
 * any number of segments, none included, and braces for alternatives, among which a range of whole
 * numbers stands for each of them. The name of a contract may precede what ids do without it.
 * {@code mxfp4/**}, {@code fp_qmv/mxfp4/**} or {@code {mxfp4,nvfp4}/*}{@code
 * /qmv/N={1..5,7}/K=512/normal}.
 */
public final class CellGlob {

  /** The language in a few words, for messages. */
  public static final String SYNTAX =
      "globs over cell ids; * stands for text within a segment, ** for whole segments, {a,b} and"
          + " {1..7} for alternatives";

  private static final int SUGGESTIONS = 3;

  /** Braces, or the text up to the next ones. */
  private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|[^{}]+");

  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})\\.\\.(\\d{1,5})");

  /** A name that a contract can have, and the glob behind it. */
  private static final Pattern OF_CONTRACT = Pattern.compile("(\\w+)/(.+)");

  private final String text;
  private final Pattern pattern;

  /** The first segment and the pattern of the others; empty if it is no name. */
  private final String named;

  private final Pattern ofContract;

  /** Files of expectations have many globs that are plain ids. */
  private final boolean literal;

  private CellGlob(String text) {
    this.text = text;
    pattern = pattern(text);
    literal = !text.contains("*") && !text.contains("{");
    Matcher matcher = OF_CONTRACT.matcher(text);
    named = matcher.matches() ? matcher.group(1) : "";
    ofContract = matcher.matches() ? pattern(matcher.group(2)) : pattern;
  }

  /**
   * Reads a glob.
   *
   * @throws IllegalArgumentException if its braces are not right; the message says what is wrong
   *     and goes on from the glob's text
   */
  public static CellGlob parse(String text) {
    return new CellGlob(text);
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether it is plainly an id. */
  boolean literal() {
    return literal;
  }

  /** Whether the glob fits a cell's id. */
  public boolean matches(String id) {
    return literal ? text.equals(id) : pattern.matcher(id).matches();
  }

  /** Whether the glob fits a cell's id, or the id with the cell's contract before it. */
  public boolean matches(Cell cell) {
    return matches(cell.contract(), cell.id());
  }

  /** The same for the id of a cell of a contract. */
  boolean matches(String contract, String id) {
    return matches(id) || named.equals(contract) && ofContract.matcher(id).matches();
  }

  /** The ids that come nearest to the glob, best first, a few at most. */
  public List<String> nearest(List<Cell> cells) {
    return EditDistance.nearest(text, cells.stream().map(Cell::id).toList(), SUGGESTIONS);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Translates segment by segment; each but the first brings along the slash before it. */
  private static Pattern pattern(String glob) {
    List<String> segments = List.of(glob.split("/", -1));
    StringBuilder regex = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < segments.size(); i++) {
      boolean last = i == segments.size() - 1;
      if (!segments.get(i).equals("**")) {
        regex.append(first ? "" : "/").append(segment(segments.get(i)));
        first = false;
      } else if (first) {
        regex.append(last ? ".*" : "(?:[^/]+/)*");
      } else {
        regex.append("(?:/[^/]+)*");
      }
    }
    return Pattern.compile(regex.toString());
  }

  private static String segment(String glob) {
    StringBuilder regex = new StringBuilder();
    Matcher part = PART.matcher(glob);
    int end = 0;
    while (end < glob.length()) {
      if (!part.find(end) || part.start() != end) {
        throw new IllegalArgumentException("has braces that do not match or are nested");
      }
      regex.append(part.group(1) == null ? text(part.group()) : alternatives(part.group(1)));
      end = part.end();
    }
    return regex.toString();
  }

  private static String alternatives(String list) {
    List<String> regexes = new ArrayList<>();
    for (String entry : list.split(",", -1)) {
      Matcher range = RANGE.matcher(entry);
      if (range.matches()) {
        IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
            .forEach(number -> regexes.add(Integer.toString(number)));
      } else if (!entry.isEmpty()) {
        regexes.add(text(entry));
      }
    }
    if (regexes.isEmpty()) {
      throw new IllegalArgumentException("has braces without an alternative: {" + list + "}");
    }
    return "(?:" + String.join("|", regexes) + ")";
  }

  private static String text(String glob) {
    return List.of(glob.split("\\*", -1)).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("[^/]*"));
  }
}
