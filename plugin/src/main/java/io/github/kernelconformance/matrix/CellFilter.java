package io.github.kernelconformance.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link CellGlob}s separated by commas; a cell that matches any of them is selected. */
public final class CellFilter {

  private static final String PARAMETER = "cells";

  /** A comma, but for those within braces. */
  private static final Pattern COMMA = Pattern.compile(",(?![^{}]*})");

  /** Selects every cell. */
  public static final CellFilter ALL = parse("**");

  private final List<CellGlob> globs;

  private CellFilter(List<CellGlob> globs) {
    this.globs = List.copyOf(globs);
  }

  /**
   * Reads globs.
   *
   * @throws ConfigurationException if one is blank or has braces that do not match
   */
  public static CellFilter parse(String text) {
    List<CellGlob> globs = new ArrayList<>();
    for (String glob :
        CommaList.split(
            PARAMETER, text, COMMA, "globs over cell ids, for example mxfp4/**/N=5/**")) {
      try {
        globs.add(CellGlob.parse(glob));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(
            PARAMETER, glob, "'%s' %s".formatted(glob, e.getMessage()), CellGlob.SYNTAX, List.of());
      }
    }
    return new CellFilter(globs);
  }

  /**
   * The cells that match, in their order.
   *
   * @throws ConfigurationException if a glob matches none of the cells; it shows the nearest ids
   */
  public List<Cell> select(List<Cell> cells) {
    if (toString().equals("**") && !cells.isEmpty()) {
      return cells;
    }
    for (CellGlob glob : globs) {
      if (cells.stream().noneMatch(glob::matches)) {
        throw matchesNothing(glob, cells);
      }
    }
    return cells.stream().filter(this::matches).toList();
  }

  /** The globs that are plainly ids and fit none of the cells. */
  public List<String> idsBeyond(List<Cell> cells) {
    return globs.stream()
        .filter(glob -> glob.literal() && cells.stream().noneMatch(glob::matches))
        .map(CellGlob::text)
        .toList();
  }

  /** Whether any of the globs fits a cell. */
  public boolean matches(Cell cell) {
    return matches(cell.contract(), cell.id());
  }

  /** Whether any of the globs fits the id of a cell of a contract. */
  public boolean matches(String contract, String id) {
    return globs.stream().anyMatch(glob -> glob.matches(contract, id));
  }

  private static ConfigurationException matchesNothing(CellGlob glob, List<Cell> cells) {
    return new ConfigurationException(
        PARAMETER,
        glob.text(),
        "'%s' matches none of the %d cells that the other parameters select"
            .formatted(glob.text(), cells.size()),
        CellGlob.SYNTAX,
        glob.nearest(cells));
  }

  /** The globs as they were written, with commas between them. */
  @Override
  public String toString() {
    return globs.stream().map(CellGlob::text).collect(Collectors.joining(","));
  }
}
