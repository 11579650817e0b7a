package io.github.kernelconformance.verdict;

import io.github.kernelconformance.device.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One cause of findings: a kind at a place in the source, on one buffer.
 *
 * @param finding the first
 * @param first the first cell that showed it
 * @param cells how many cells showed it
 */
public record FindingCause(Finding finding, CellResult first, int cells) {

  private record Key(Finding.Kind kind, String file, int line, int column, String buffer) {

    static Key of(Finding it) {
      // Without a line, two kernels may well have two causes.
      String file = it.site().line() == 0 ? it.kernel() : it.site().file();
      String buffer = it.access().map(Finding.Access::buffer).orElse("");
      return new Key(it.kind(), file, it.site().line(), it.site().column(), buffer);
    }
  }

  /**
   * The causes in some results, the gravest first, then by the order of their first cells. What is
   * expected is left out.
   */
  public static List<FindingCause> of(List<CellResult> results) {
    Map<Key, FindingCause> causes = new LinkedHashMap<>();
    for (CellResult result : results) {
      if (result.failedAsExpected()) {
        continue;
      }
      result.findings().stream()
          .collect(
              LinkedHashMap<Key, Finding>::new,
              (distinct, it) -> distinct.putIfAbsent(Key.of(it), it),
              Map::putAll)
          .forEach(
              (key, finding) ->
                  causes.merge(
                      key,
                      new FindingCause(finding, result, 1),
                      (a, b) -> new FindingCause(a.finding, a.first, a.cells + 1)));
    }
    return causes.values().stream()
        .sorted(Comparator.comparing((FindingCause it) -> it.finding().kind()))
        .toList();
  }

  /** The finding in words, with the number of cells and the first. */
  public String sentence() {
    return "%s; %s, first %s"
        .formatted(Findings.sentence(finding), Figures.count(cells, "cell"), first.cell().id());
  }
}
