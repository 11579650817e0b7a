package io.github.kernelconformance.coverage;

import io.github.kernelconformance.msl.PlainText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compiled text, and what clang's code says of its places. */
final class CountedText {

  /** A place of the text, from 1. */
  record Place(int line, int column) {}

  private static final Pattern LOCATION =
      Pattern.compile("!(\\d+) = (?:distinct )?!DILocation\\(line: (\\d+), column: (\\d+),.*");

  /** A loop names where it begins, then where it ends. */
  private static final Pattern LOOP = Pattern.compile("!(\\d+) = distinct !\\{!\\1, !(\\d+), .*");

  private final PlainText text;
  private final int own;
  private final CoverageMapping mapping;
  private final Map<Integer, Place> places = new HashMap<>();
  private final Map<Integer, Integer> loops = new HashMap<>();

  CountedText(PlainText text, int own, String file, List<String> code) {
    this.text = text;
    this.own = own;
    this.mapping = new CoverageMapping(code, file);
    for (String line : code) {
      if (!line.startsWith("!")) {
        continue;
      }
      Matcher location = LOCATION.matcher(line);
      if (location.matches()) {
        places.put(
            Integer.valueOf(location.group(1)),
            new Place(Integer.parseInt(location.group(2)), Integer.parseInt(location.group(3))));
      } else {
        Matcher loop = LOOP.matcher(line);
        if (loop.matches()) {
          loops.put(Integer.valueOf(loop.group(1)), Integer.valueOf(loop.group(2)));
        }
      }
    }
  }

  PlainText text() {
    return text;
  }

  /** The regions of a function; none if it is not the user's. */
  List<Region> regions(byte[] function) {
    List<Region> regions = mapping.regions(function);
    return regions.isEmpty() || regions.get(0).line() > own ? List.of() : regions;
  }

  /** The place of a {@code !DILocation}; empty for code without one. */
  Optional<Place> place(int node) {
    return Optional.ofNullable(places.get(node)).filter(it -> it.line() > 0 && it.column() > 0);
  }

  /** Where a loop begins, by the node of its {@code !llvm.loop}. */
  Optional<Place> loop(int node) {
    return Optional.ofNullable(loops.get(node)).flatMap(this::place);
  }
}
