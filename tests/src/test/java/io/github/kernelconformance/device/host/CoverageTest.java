package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Block;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells of the blocks that it took. */
class CoverageTest {

  @TempDir private Path project;

  /** A loop of 256 rounds is told as one of 1 is. */
  @Test
  void aRunTellsTheLinesOfItsOwnBlocks() throws Exception {
    Program program =
        TestPrograms.of(
            project.resolve("kernels.metal"),
            """
            kernel void k(const device int* in [[buffer(0)]], device int* out [[buffer(1)]]) {
              int sum = 0;
              for (int i = 0; i < in[0]; ++i) {
                sum += i;
              }
              if (in[0] > 300) {
                sum = -1;
              }
              *out = sum;
            }
            """);
    List<CompiledLibrary> compiled =
        HostBuild.withCoverage(
                TestToolchain.clang(), TestToolchain.sources(), project.resolve("target"), 1)
            .compile(List.of(program), Set.of("k"));
    try (HostLibraries library = new HostLibraries(compiled)) {
      assertThat(lines(library, compiled, 256)).contains(3, 4).doesNotContain(7);
      assertThat(lines(library, compiled, 0)).doesNotContain(4, 7);
      assertThat(lines(library, compiled, 301)).contains(3, 4, 7);
    }
  }

  @Test
  void otherLibrariesTellNothing() {
    Execution execution =
        CheckedKernel.run("read_inside", Buffers.floats(CheckedKernel.sequence()), 256);
    assertThat(execution.blocks()).isEmpty();
  }

  private static Set<Integer> lines(
      HostLibraries library, List<CompiledLibrary> compiled, int rounds) throws Exception {
    Size one = new Size(1, 1, 1);
    Launch launch =
        new Launch(
            "k",
            one,
            one,
            List.of(new Argument.Input("in", Buffers.ints(rounds)), new Argument.Output("out", 4)));
    Execution execution =
        new FindingLines(new Symbolizer(TestToolchain.clang(), TestToolchain.sources()))
            .find(library.run(launch), compiled.get(0).file());
    return execution.blocks().stream()
        .filter(block -> block.file().endsWith("kernels.metal"))
        .map(Block::line)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
