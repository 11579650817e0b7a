package io.github.kernelconformance.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Globs over cell ids, separated by commas; a cell that matches any of them is selected. {@code *}
 * stands for any text within a segment and a segment {@code **} for any number of segments, none
 * included: {@code mxfp4/**} or {@code nvfp4/float16/qmv/N=5/K=512/*}.
 */
public final class CellFilter {

  /** Selects every cell. */
  public static final CellFilter ALL = parse("**");

  private static final String PARAMETER = "cells";
  private static final int SUGGESTIONS = 3;

  private record Glob(String text, Pattern pattern) {

    boolean matches(Cell cell) {
      return pattern.matcher(cell.id()).matches();
    }
  }

  private final List<Glob> globs;

  private CellFilter(List<Glob> globs) {
    this.globs = globs;
  }

  /**
   * Reads globs.
   *
   * @throws ConfigurationException if one is blank
   */
  public static CellFilter parse(String text) {
    return new CellFilter(
        CommaList.split(PARAMETER, text, "globs over cell ids, for example mxfp4/**/N=5/**")
            .stream()
            .map(glob -> new Glob(glob, pattern(glob)))
            .toList());
  }

  /**
   * The cells that match, in their order.
   *
   * @throws ConfigurationException if a glob matches none of the cells; it shows the nearest ids
   */
  public List<Cell> select(List<Cell> cells) {
    for (Glob glob : globs) {
      if (cells.stream().noneMatch(glob::matches)) {
        throw matchesNothing(glob, cells);
      }
    }
    return cells.stream()
        .filter(cell -> globs.stream().anyMatch(glob -> glob.matches(cell)))
        .toList();
  }

  private static ConfigurationException matchesNothing(Glob glob, List<Cell> cells) {
    List<String> ids = cells.stream().map(Cell::id).toList();
    return new ConfigurationException(
        PARAMETER,
        glob.text,
        "'%s' matches none of the %d cells that the other parameters select"
            .formatted(glob.text, ids.size()),
        "globs over cell ids; * stands for text within a segment, ** for whole segments",
        EditDistance.nearest(glob.text, ids, SUGGESTIONS));
  }

  /** Translates segment by segment; each but the first brings along the slash before it. */
  private static Pattern pattern(String glob) {
    List<String> segments = new ArrayList<>(List.of(glob.split("/", -1)));
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
    return List.of(glob.split("\\*", -1)).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("[^/]*"));
  }
}
