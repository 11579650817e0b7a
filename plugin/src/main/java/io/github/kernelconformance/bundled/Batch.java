package io.github.kernelconformance.bundled;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Independent products in one dispatch.
 *
 * @param size how many
 * @param layout how their operands lie; {@link Layout#DENSE} where there is one
 */
public record Batch(int size, Layout layout) {

  /** One product. */
  public static final Batch ONE = new Batch(1, Layout.DENSE);

  /** More products than this tell no more about a kernel's strides. */
  private static final int MOST = 1024;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\w+))?");

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if there is no product, or not as many as the layout needs
   */
  public Batch {
    if (size < 1 || !layout.suits(size)) {
      throw new IllegalArgumentException("a %s batch of %d".formatted(layout.id(), size));
    }
  }

  /** The spelling in parameters and cell ids, for example {@code 3} or {@code 3-padded}. */
  public String id() {
    return size + (layout == Layout.DENSE ? "" : "-" + layout.id());
  }

  /**
   * Reads an element of the parameter {@code batch}, for example {@code 3-padded}.
   *
   * @throws ConfigurationException if the text is no such thing
   */
  public static Batch parse(String text) {
    return parse("batch", text);
  }

  /**
   * Reads a batch.
   *
   * @param parameter where it was written, for the message
   * @throws ConfigurationException if the text is no such thing
   */
  static Batch parse(String parameter, String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      int size = Integer.parseInt(matcher.group(1));
      Layout layout = layout(parameter, matcher.group(2));
      if (1 <= size && size <= MOST && layout.suits(size)) {
        return new Batch(size, layout);
      }
    }
    throw new ConfigurationException(
        parameter,
        text,
        "'%s' is not a batch".formatted(text),
        ("auto, or numbers from 1 to %d separated by commas; a number above 1 can have a"
                + " layout (%s), for example 3-padded; for a grid it is even, and 4 or more")
            .formatted(
                MOST,
                Arrays.stream(Layout.values()).map(Layout::id).collect(Collectors.joining(", "))),
        List.of());
  }

  private static Layout layout(String parameter, String id) {
    if (id == null) {
      return Layout.DENSE;
    }
    List<String> ids = Arrays.stream(Layout.values()).map(Layout::id).toList();
    if (!ids.contains(id)) {
      throw ConfigurationException.unknown(parameter, "layout", id, ids);
    }
    return Layout.values()[ids.indexOf(id)];
  }
}
