package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Finding.Access;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.matrix.Check;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check {@code memory}, and the guards that need no check. */
class MemoryCheckTest {

  @Test
  void aReadPastTheEndNamesLineBufferAndLane() {
    Finding finding = only("read_past_end");
    assertThat(finding.message())
        .isEqualTo("read of 4 bytes at in[64] (byte 256), 4 past the end of its 256 bytes");
    assertThat(finding.access()).contains(new Access(false, "in", 256, 4, 4, 64));
    assertThat(CheckedKernel.place(finding.site()))
        .isEqualTo(CheckedKernel.place("read_past_end", "in[i + 1]"));
    assertThat(finding.site().simdgroup()).isEqualTo(1);
    assertThat(finding.site().lane()).isEqualTo(31);
    assertThat(finding.kernel()).isEqualTo("read_past_end");
    assertThat(finding.count()).isEqualTo(1);
  }

  @Test
  void aReadBeforeTheStartHasANegativeOffset() {
    Finding finding = only("read_before_start");
    assertThat(finding.access()).contains(new Access(false, "in", -8, 4, 8, -2));
    assertThat(finding.count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"read_uchar, 1", "read_ushort, 2", "read_half, 2"})
  void narrowElementsHaveBoundsToo(String kernel, int bytes) {
    assertThat(narrow(kernel, bytes, 0)).isEmpty();
    assertThat(narrow(kernel, bytes, 1))
        .singleElement()
        .extracting(it -> it.access().orElseThrow())
        .isEqualTo(new Access(false, "in", 64L * bytes, bytes, bytes, 64));
    assertThat(narrow(kernel, bytes, -1))
        .singleElement()
        .extracting(it -> it.access().orElseThrow())
        .isEqualTo(new Access(false, "in", -bytes, bytes, bytes, -1));
  }

  private static List<Finding> narrow(String kernel, int bytes, int first) {
    List<Argument> arguments =
        List.of(
            new Argument.Input("in", new byte[64 * bytes]),
            new Argument.Output("out", 256),
            new Argument.Input("first", Buffers.ints(first)));
    return CheckedKernel.run(kernel, 1, arguments, CheckedKernel.ALL).findings();
  }

  @Test
  void aWritePastTheEndNamesItsDistance() {
    Finding finding = only("write_past_end");
    assertThat(finding.access()).contains(new Access(true, "out", 280, 4, 28, 70));
    assertThat(CheckedKernel.place(finding.site()))
        .isEqualTo(CheckedKernel.place("write_past_end", "= 1;"));
    assertThat(finding.site().lane()).isEqualTo(5);
  }

  @Test
  void guardsTellOfAWritePastTheEndWithoutChecks() {
    List<Finding> findings =
        CheckedKernel.run("write_past_end", 1, arguments(256), Set.of()).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message())
        .isEqualTo("write at byte 280 of out, past the end of its 256 bytes");
    assertThat(CheckedKernel.place(findings.get(0).site()))
        .startsWith(CheckedKernel.place("write_past_end", "= 1;").replaceFirst(":\\d+$", ":"));
    assertThat(CheckedKernel.run("read_inside", 1, arguments(256), Set.of()).findings()).isEmpty();
  }

  @Test
  void aVectorThatIsPartlyInsideIsOutside() {
    List<Finding> findings =
        CheckedKernel.run("read_wide", Buffers.floats(new float[255]), 256).findings();
    assertThat(findings).isNotEmpty();
    assertThat(findings.get(0).access()).map(Access::outBy).contains(4L);
    assertThat(CheckedKernel.run("read_wide", Buffers.floats(new float[256]), 256).findings())
        .isEmpty();
  }

  @Test
  void anInputIsNotToBeWritten() {
    Finding finding = only("write_input");
    assertThat(finding.message())
        .isEqualTo("write of 4 bytes at in[3] (byte 12), which is an input");
    assertThat(finding.site().lane()).isEqualTo(3);
  }

  @Test
  void anOutputIsWrittenBeforeItIsRead() {
    Finding finding = only("read_unwritten_output");
    assertThat(finding.message())
        .isEqualTo("read of 4 bytes at out[0] (byte 0), which nothing has written");
    assertThat(finding.count()).isEqualTo(64);
  }

  @Test
  void threadgroupMemoryIsWrittenBeforeItIsRead() {
    Finding finding = only("read_unwritten_tile");
    assertThat(finding.access()).contains(new Access(false, "tile", 28, 4, 0, 7));
    assertThat(finding.site().lane()).isEqualTo(7);
  }

  @Test
  void variablesInThreadgroupMemoryHaveBounds() {
    Finding finding = only("tile_past_end");
    assertThat(finding.access()).contains(new Access(true, "tile", 256, 4, 4, 64));
    assertThat(CheckedKernel.place(finding.site()))
        .isEqualTo(CheckedKernel.place("tile_past_end", "= in[i];"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void threadgroupMemoryMayBeAnArgument(int threadgroups) {
    Execution execution =
        CheckedKernel.run("argument_tile", threadgroups, tile(256), CheckedKernel.ALL);
    assertThat(execution.findings()).isEmpty();
    assertThat(execution.outputs()).containsOnlyKeys("out");
    float[] out = Buffers.floats(ByteBuffer.wrap(execution.outputs().get("out")));
    for (int i = 0; i < 64; i++) {
      assertThat(out[i]).isEqualTo(63 - i);
    }
  }

  @Test
  void threadgroupMemoryThatIsAnArgumentHasBounds() {
    List<Finding> findings =
        CheckedKernel.run("argument_tile", 1, tile(252), CheckedKernel.ALL).findings();
    assertThat(findings).hasSize(2); // the write and the read
    assertThat(findings.get(0).message())
        .isEqualTo("write of 4 bytes at tile[63] (byte 252), 4 past the end of its 252 bytes");
    assertThat(CheckedKernel.run("argument_tile", 1, tile(252), Set.of()).findings())
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo("tile was written up to 4 bytes past its 252 bytes");
    assertThat(CheckedKernel.run("argument_tile", 1, tile(256), Set.of()).findings()).isEmpty();
  }

  @Test
  void eachThreadgroupWritesTheArgumentBeforeItReadsIt() {
    List<Argument> arguments =
        List.of(
            new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())),
            new Argument.Output("out", 512),
            new Argument.Threadgroup("tile", 256));
    List<Finding> findings =
        CheckedKernel.run("argument_tile_of_another", 2, arguments, CheckedKernel.ALL).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message())
        .isEqualTo("read of 4 bytes at tile[0] (byte 0), which nothing has written");
    assertThat(findings.get(0).site().x()).isEqualTo(1);
    assertThat(findings.get(0).count()).isEqualTo(64);
    assertThat(
            CheckedKernel.run("argument_tile_of_another", 1, arguments, CheckedKernel.ALL)
                .findings())
        .isEmpty();
  }

  @Test
  void variablesOfTemplatesHaveBoundsToo() {
    assertThat(CheckedKernel.findings("template_tile_float"))
        .first()
        .extracting(it -> it.access().orElseThrow())
        .isEqualTo(new Access(true, "tile", 128, 4, 4, 32));
  }

  @Test
  void constantsHaveBounds() {
    int[] indices = new int[64];
    assertThat(CheckedKernel.run("constant_past_end", Buffers.ints(indices), 256).findings())
        .isEmpty();
    indices[20] = 4;
    assertThat(CheckedKernel.run("constant_past_end", Buffers.ints(indices), 256).findings())
        .singleElement()
        .extracting(it -> it.access().orElseThrow())
        .isEqualTo(new Access(false, "table", 16, 4, 4, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "wild_read, read, *reinterpret_cast",
    "wild_write, write, = 1;",
  })
  void anAddressFarFromEveryBufferIsFoundWhetherItIsMemoryOrNot(
      String kernel, String access, String text) {
    try (Memory mapped = new Memory(Float.BYTES)) {
      mapped.setFloat(0, 7);
      for (long address : new long[] {Pointer.nativeValue(mapped), 1L << 45, 1L << 62}) {
        List<Finding> findings = CheckedKernel.run(kernel, Buffers.longs(address), 256).findings();
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.kind()).isEqualTo(Finding.Kind.MEMORY);
        assertThat(finding.message())
            .isEqualTo(access + " of 4 bytes at an address that is in no buffer");
        assertThat(CheckedKernel.place(finding.site()))
            .isEqualTo(CheckedKernel.place(kernel, text));
        assertThat(finding.site().lane()).isEqualTo(3);
      }
      assertThat(mapped.getFloat(0)).isEqualTo(7);
    }
  }

  /** An address that is no memory is a crash there, with its line; see the tests of the workers. */
  @Test
  void anAddressThatIsMemoryOfTheProcessNeedsTheCheckToBeSeen() {
    try (Memory mapped = new Memory(Float.BYTES)) {
      mapped.setFloat(0, 7);
      Execution execution =
          CheckedKernel.run(
              "wild_read", 1, Buffers.longs(Pointer.nativeValue(mapped)), 256, Set.of());
      assertThat(execution.findings()).isEmpty();
      assertThat(Buffers.floats(ByteBuffer.wrap(execution.outputs().get("out")))[3]).isEqualTo(7);
    }
  }

  @Test
  void aWordIsAlignedUnlessItsTypeIsPacked() {
    Finding finding = only("misaligned_word");
    assertThat(finding.message())
        .isEqualTo("read of 4 bytes at byte 9 of in, which is not aligned to its type");
    assertThat(finding.site().lane()).isEqualTo(2);
    assertThat(CheckedKernel.findings("packed_word")).isEmpty();
  }

  /**
   * MSL, "Alignment of Data Types": a vector is aligned to its size, a packed one to its
   * components.
   */
  @ParameterizedTest
  @CsvSource({
    "whole_float4, 2, 0, read of 16 bytes",
    "whole_float3, 2, 0, read of 16 bytes",
    "whole_half4, 1, 0, read of 8 bytes",
    "whole_uint2, 1, 0, read of 8 bytes",
    "whole_uint2, 0, 1, write of 8 bytes",
    "copied_float4, 2, 0, read of 16 bytes",
  })
  void aVectorIsAlignedToItsSize(String kernel, int from, int to, String access) {
    assertThat(vectors(kernel, from, to))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Finding.Kind.MEMORY);
              assertThat(it.message())
                  .startsWith(access + " at byte ")
                  .endsWith(", which is not aligned to its type");
              assertThat(it.count()).isEqualTo(64);
            });
    assertThat(vectors(kernel, 4, 4)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "0, 1", "3, 2"})
  void aPackedVectorIsAlignedToItsComponents(int from, int to) {
    assertThat(vectors("whole_packed_float4", from, to)).isEmpty();
  }

  /** The compiler may write a vector in halves. */
  @Test
  void aVectorThatIsWrittenIsAlignedToItsHalvesAtLeast() {
    assertThat(vectors("whole_float4", 0, 1))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.message()).endsWith("which is not aligned to its type"));
    assertThat(vectors("whole_float4", 0, 4)).isEmpty();
  }

  private static List<Finding> vectors(String kernel, int from, int to) {
    int[] in = new int[4 + 4 * 64 + 4];
    in[0] = from;
    in[1] = to;
    return CheckedKernel.run(kernel, Buffers.ints(in), 16 * 64 + 16).findings();
  }

  @Test
  void anUnboundArgumentMayBeThereButNotBeRead() {
    List<Argument> arguments =
        List.of(
            new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())),
            new Argument.Output("out", 256),
            new Argument.Unbound("extra"));
    List<Finding> findings =
        CheckedKernel.run("optional", 1, arguments, CheckedKernel.ALL).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message())
        .isEqualTo("read of 4 bytes at extra[2] (byte 8), an argument that is not bound");
    List<Argument> small =
        List.of(
            new Argument.Input("in", Buffers.floats(new float[64])),
            new Argument.Output("out", 256),
            new Argument.Unbound("extra"));
    assertThat(CheckedKernel.run("optional", 1, small, CheckedKernel.ALL).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"read_inside", "packed_word", "sum_of_all", "neighbour_with_barrier"})
  void cleanKernelsHaveNoFindings(String kernel) {
    assertThat(CheckedKernel.findings(kernel)).isEmpty();
  }

  @Test
  void aCheckThatIsOffFindsNothing() {
    assertThat(
            CheckedKernel.run("read_unwritten_tile", 1, arguments(256), Set.of(Check.UNDEFINED))
                .findings())
        .isEmpty();
  }

  @Test
  void numbersAreTheSameWithChecks() {
    byte[] in = Buffers.floats(CheckedKernel.sequence());
    byte[] checked = CheckedKernel.run("sum_of_all", in, 256).outputs().get("out");
    byte[] plain =
        CheckedKernel.run("sum_of_all", 1, arguments(256), Set.of()).outputs().get("out");
    assertThat(checked).isEqualTo(plain);
  }

  private static Finding only(String kernel) {
    List<Finding> findings = CheckedKernel.findings(kernel);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.MEMORY);
    return findings.get(0);
  }

  private static List<Argument> tile(int bytes) {
    return List.of(
        new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())),
        new Argument.Output("out", 256),
        new Argument.Threadgroup("tile", bytes));
  }

  private static List<Argument> arguments(int outputBytes) {
    return List.of(
        new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())),
        new Argument.Output("out", outputBytes));
  }
}
