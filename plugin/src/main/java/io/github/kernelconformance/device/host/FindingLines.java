package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;

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
    symbolizer.lookUp(library, execution.blocks().stream().map(Block::offset).toList());
    return execution
        .withBlocks(execution.blocks().stream().map(block -> find(block, library)).toList())
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

  private Block find(Block block, Path library) {
    return symbolizer
        .place(library, block.offset())
        .map(it -> new Block(block.offset(), it.file(), it.line()))
        .orElse(block);
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
