package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts the user's lines into findings and blocks. */
public final class FindingLines {

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
    if (execution.findings().isEmpty() && execution.blocks().isEmpty()) {
      return execution;
    }
    lookUp(List.of(execution), library);
    return execution
        .withBlocks(blocks(execution.blocks(), library))
        .withFindings(
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

  /**
   * Looks up the lines of all findings of several executions at once, which takes one process;
   * {@link #find} then has them at hand.
   */
  public void lookUp(List<Execution> executions, Path library) {
    symbolizer.lookUp(
        library,
        executions.stream()
            .flatMap(it -> it.findings().stream())
            .flatMap(it -> Stream.concat(Stream.of(it.site()), it.other().stream()))
            .map(Finding.Site::instruction)
            .filter(it -> it != 0)
            .toList());
  }

  private List<Block> blocks(List<Block> blocks, Path library) {
    Map<Symbolizer.Code, Symbolizer.Lines> lines =
        symbolizer.lines(
            library,
            blocks.stream().map(it -> new Symbolizer.Code(it.offset(), it.end())).toList());
    return blocks.stream()
        .map(
            block -> {
              Symbolizer.Lines it = lines.get(new Symbolizer.Code(block.offset(), block.end()));
              return it == null
                  ? block
                  : new Block(block.offset(), block.end(), it.file(), it.first(), it.last());
            })
        .toList();
  }

  private Finding.Site find(Finding.Site site, Path library) {
    return site.instruction() == 0
        ? site
        : symbolizer.place(library, site.instruction()).map(it -> at(site, it)).orElse(site);
  }

  private static Finding.Site at(Finding.Site site, Symbolizer.Place place) {
    return new Finding.Site(
        site.instruction(),
        place.file(),
        place.line(),
        place.column(),
        site.x(),
        site.y(),
        site.z(),
        site.simdgroup(),
        site.lane());
  }
}
