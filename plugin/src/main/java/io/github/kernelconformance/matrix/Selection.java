package io.github.kernelconformance.matrix;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the parameters of a build select from the matrix. What the words mean, each contract knows.
 *
 * @param contracts names of contracts, in report order; empty for {@code auto}
 * @param words the texts of parameters by their names, for example {@code n} with {@code 1..16};
 *     those that the build does not set are missing
 * @param axes the texts of the parameter {@code axes}, by the names of axes
 * @param cells what remains of the cells that all the others make
 */
public record Selection(
    List<String> contracts, Map<String, String> words, Map<String, String> axes, CellFilter cells) {

  private static final String PARAMETER = "families";

  /** Copies the collections. */
  public Selection {
    contracts = List.copyOf(contracts);
    words = Map.copyOf(words);
    axes = Map.copyOf(axes);
  }

  /**
   * Reads the parameters that are the same for all contracts.
   *
   * @param contracts names, separated by commas, or {@code auto}
   * @param cells globs over cell ids, separated by commas
   * @throws ConfigurationException if one is blank or misspelt
   */
  public static Selection parse(
      String contracts, Map<String, String> words, Map<String, String> axes, String cells) {
    List<String> names =
        contracts.strip().equals("auto")
            ? List.of()
            : List.copyOf(
                new LinkedHashSet<>(
                    CommaList.split(
                        PARAMETER, contracts, "auto, or names of contracts, such as fp_qmv")));
    return new Selection(names, new TreeMap<>(words), axes, CellFilter.parse(cells));
  }

  /** This selection with other contracts. */
  public Selection of(List<String> names) {
    return new Selection(names, words, axes, cells);
  }

  /** This selection with another filter. */
  public Selection with(CellFilter filter) {
    return new Selection(contracts, words, axes, filter);
  }
}
