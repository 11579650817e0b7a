package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
