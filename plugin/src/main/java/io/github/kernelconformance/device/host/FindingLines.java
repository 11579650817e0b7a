package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the user's lines into findings. */
public final class FindingLines {

  private static final Pattern PLACE = Pattern.compile("(.+?):(\\d+)(?::(\\d+))?");

  private final Symbolizer symbolizer;

  public FindingLines(Symbolizer symbolizer) {
    this.symbolizer = symbolizer;
  }

  /**
   * The execution with a line wherever one can be had.
   *
   * @param library what ran
   */
  public Execution find(Execution execution, Path library) {
    if (execution.findings().isEmpty()) {
      return execution;
    }
    return execution.withFindings(
        execution.findings().stream()
            .map(
                it ->
                    new Finding(
                        it.kind(),
                        it.message(),
                        it.kernel(),
                        find(it.site(), library),
                        it.access(),
                        it.other().map(other -> find(other, library)),
                        it.count()))
            .toList());
  }

  private Finding.Site find(Finding.Site site, Path library) {
    Optional<Matcher> place =
        Optional.of(site.instruction())
            .filter(instruction -> instruction != 0)
            .flatMap(instruction -> symbolizer.place(library, instruction))
            .map(PLACE::matcher)
            .filter(Matcher::matches);
    return place.map(it -> at(site, it)).orElse(site);
  }

  private static Finding.Site at(Finding.Site site, Matcher place) {
    return new Finding.Site(
        site.instruction(),
        place.group(1),
        Integer.parseInt(place.group(2)),
        place.group(3) == null ? 0 : Integer.parseInt(place.group(3)),
        site.x(),
        site.y(),
        site.z(),
        site.simdgroup(),
        site.lane());
  }
}
