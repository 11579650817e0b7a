package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An access through one buffer's address that lands in another buffer's bytes. */
class ProvenanceTest {

  private static final String FILE = "provenance.metal";
  private static final int LARGE = 16_384;
  private static final int LENGTH = 64;

  @ParameterizedTest
  @CsvSource({
    "read_1, before", "read_1, after", "read_2, before", "read_2, after",
    "read_4, before", "read_4, after", "read_16, before", "read_16, after",
    "write_1, before", "write_1, after", "write_2, before", "write_2, after",
    "write_4, before", "write_4, after", "write_16, before", "write_16, after",
    "tile_1, after", "tile_2, after", "tile_4, after", "tile_16, after",
  })
  void landingInAnotherBufferIsAMemoryError(String kernel, String target) {
    long at = distance(arguments(kernel, 0), target) + LARGE / 2;
    List<Finding> findings = run(kernel, at);
    // The compiler may read a vector in two halves.
    assertThat(findings).hasSizeBetween(1, 2);
    for (Finding finding : findings) {
      assertThat(finding.kind()).isEqualTo(Finding.Kind.MEMORY);
      Finding.Access access = finding.access().orElseThrow();
      assertThat(access.buffer()).isEqualTo("x");
      assertThat(access.write()).isEqualTo(kernel.startsWith("write"));
      assertThat(access.outBy())
          .isEqualTo(at < 0 ? -access.offset() : access.offset() + access.bytes() - LENGTH);
      assertThat(CheckedKernel.place(finding.site())).startsWith("src/test/metal/" + FILE + ":");
      assertThat(finding.site().simdgroup()).isEqualTo(1);
      assertThat(finding.site().lane()).isEqualTo(8);
    }
    assertThat(findings.get(0).access().orElseThrow().offset()).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read_1",
        "read_2",
        "read_4",
        "read_16",
        "write_1",
        "write_2",
        "write_4",
        "write_16",
        "tile_1",
        "tile_2",
        "tile_4",
        "tile_16"
      })
  void stayingInTheBufferIsRight(String kernel) {
    assertThat(run(kernel, 0)).isEmpty();
    assertThat(run(kernel, LENGTH - 16)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"address_as_number", "which_is_first"})
  void anOutputThatDependsOnAddressesIsFound(String kernel) {
    Finding finding = only(run(kernel, 0));
    assertThat(finding.kind()).isEqualTo(Finding.Kind.NONDETERMINISM);
    assertThat(finding.message()).startsWith("other addresses of buffers give other bits in out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last_to_come"})
  void anOutputThatDependsOnOrderSaysSo(String kernel) {
    Finding finding = only(run(kernel, 0));
    assertThat(finding.kind()).isEqualTo(Finding.Kind.NONDETERMINISM);
    assertThat(finding.message()).startsWith("another order of threads gives other bits in out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"distance_in_a_buffer"})
  void distancesWithinABufferAreRight(String kernel) {
    assertThat(run(kernel, 0)).isEmpty();
  }

  /** From the address of x to that of another argument, in the first layout. */
  private static long distance(List<Argument> arguments, String target) {
    List<Long> offsets = BufferLayout.of(arguments, true).offsets();
    return offsets.get(index(arguments, target)) - offsets.get(index(arguments, "x"));
  }

  private static int index(List<Argument> arguments, String name) {
    return arguments.stream().map(Argument::name).toList().indexOf(name);
  }

  private static List<Argument> arguments(String kernel, long at) {
    boolean writes = kernel.startsWith("write");
    Argument x =
        writes
            ? new Argument.Output("x", LENGTH)
            : kernel.startsWith("tile")
                ? new Argument.Threadgroup("x", LENGTH)
                : new Argument.Input("x", new byte[LENGTH]);
    return List.of(
        writes ? new Argument.Output("before", LARGE) : new Argument.Input("before", ones()),
        x,
        writes ? new Argument.Output("after", LARGE) : new Argument.Input("after", ones()),
        new Argument.Input("at", Buffers.longs(at)),
        new Argument.Output("out", 4 * LENGTH));
  }

  private static byte[] ones() {
    byte[] ones = new byte[LARGE];
    Arrays.fill(ones, (byte) 1);
    return ones;
  }

  private static List<Finding> run(String kernel, long at) {
    Launch launch =
        new Launch(kernel, new Size(1, 1, 1), new Size(LENGTH, 1, 1), arguments(kernel, at));
    return HostKernel.execute(FILE, launch, CheckedKernel.ALL).findings();
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
