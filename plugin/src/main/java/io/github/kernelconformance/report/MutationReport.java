package io.github.kernelconformance.report;

import io.github.kernelconformance.mutation.Fate;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.Rate;
import io.github.kernelconformance.mutation.Score;
import java.util.List;
import java.util.Map;

/**
 * What became of the mutants of a project's kernels.
 *
 * @param device in words
 * @param cells of the matrix
 * @param results in the order of the sources and of their lines
 * @param lines of the user's files that have mutants, by the file; for the page
 */
public record MutationReport(
    String device, int cells, List<MutantResult> results, Map<String, List<String>> lines) {

  /** Copies the lists. */
  public MutationReport {
    results = List.copyOf(results);
    lines = Map.copyOf(lines);
  }

  /** The score of a rate. */
  public Score score(Rate rate) {
    return Score.of(results, rate);
  }

  /** Those with a fate. */
  public List<MutantResult> of(Fate fate) {
    return results.stream().filter(it -> it.fate() == fate).toList();
  }
}
