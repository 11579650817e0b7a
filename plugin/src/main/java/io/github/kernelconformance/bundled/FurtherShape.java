package io.github.kernelconformance.bundled;

import io.github.kernelconformance.matrix.CommaList;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.IntegerRanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shape that a build asks for besides the sizes of the other parameters. It runs with every
 * variant and dtype.
 *
 * @param text as the build spells it
 * @param pattern what inputs it has; empty for all that the build has
 */
public record FurtherShape(String text, Shape shape, Optional<Pattern> pattern) {

  private static final String PARAMETER = "shapes";
  private static final String NONE = "none";
  private static final List<String> SIZES = List.of("B", "M", "N", "K");
  private static final String ALLOWED =
      "none, or shapes as cell ids spell them, separated by commas: N and K, perhaps M, a batch B"
          + " and a pattern, for example N=70/K=128 or B=6-grid/M=2/N=5/K=384/exact";

  /**
   * Reads the parameter {@code shapes}.
   *
   * @throws ConfigurationException if an entry is no shape
   */
  static List<FurtherShape> parse(String text) {
    if (text.strip().equals(NONE)) {
      return List.of();
    }
    List<FurtherShape> shapes = new ArrayList<>();
    for (String entry : CommaList.split(PARAMETER, text, ALLOWED)) {
      shapes.add(read(entry));
    }
    return shapes;
  }

  private static FurtherShape read(String entry) {
    Map<String, String> sizes = new LinkedHashMap<>();
    Optional<Pattern> pattern = Optional.empty();
    for (String segment : entry.split("/", -1)) {
      String[] sides = segment.split("=", 2);
      if (sides.length == 1 && pattern.isEmpty()) {
        pattern = Optional.of(pattern(segment));
      } else if (sides.length == 1 || !SIZES.contains(sides[0]) || sizes.containsKey(sides[0])) {
        throw bad(entry);
      } else {
        sizes.put(sides[0], sides[1]);
      }
    }
    if (!sizes.containsKey("N") || !sizes.containsKey("K")) {
      throw bad(entry);
    }
    Batch batch = sizes.containsKey("B") ? Batch.parse(PARAMETER, sizes.get("B")) : Batch.ONE;
    return new FurtherShape(
        entry,
        new Shape(
            batch.size(),
            sizes.containsKey("M") ? size(entry, sizes.get("M")) : 1,
            size(entry, sizes.get("N")),
            size(entry, sizes.get("K")),
            batch.layout()),
        pattern);
  }

  private static int size(String entry, String text) {
    int size = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (size < 1 || size > IntegerRanges.LARGEST) {
      throw bad(entry);
    }
    return size;
  }

  private static Pattern pattern(String id) {
    return Arrays.stream(Pattern.values())
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.unknown(
                    PARAMETER,
                    "pattern",
                    id,
                    Arrays.stream(Pattern.values()).map(Pattern::id).toList()));
  }

  private static ConfigurationException bad(String entry) {
    return new ConfigurationException(
        PARAMETER, entry, "'%s' is not a shape".formatted(entry), ALLOWED, List.of());
  }

  /** Whether a mode can have it. */
  boolean suits(Mode mode) {
    return shape.k() % mode.groupSize() == 0 && pattern.map(it -> it.suits(mode)).orElse(true);
  }
}
