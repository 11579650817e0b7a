package io.github.kernelconformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.ArrayType.Element;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Elements that a kernel did not write, and that are right by chance. */
class RefilledTest {

  private static final Cell CELL =
      new Cell("argmax", true, new Coordinates(List.of(), List.of()), "argmax", false);

  private static final Map<String, ArrayType> TYPES =
      Map.of("index", ArrayType.dense(Element.INT32, List.of(2), List.of("i"), ""));

  /** A code of -1 is what bytes of 0xFF are. */
  @Test
  void anElementThatIsRightByChanceIsFound() {
    CellResult result = judge(ints(5, -1), ints(5, 0x55555555), bits(5, -1));
    assertThat(result.status()).isEqualTo(Status.NONDETERMINISTIC);
    assertThat(result.message())
        .startsWith(
            "nondeterministic: elements that the kernel does not write are right by chance; with"
                + " other contents before the launch, index[i=1] is 1431655765 instead of -1");
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).kind()).isEqualTo(Finding.Kind.NONDETERMINISM);
    assertThat(result.measured().wrong()).isZero();
  }

  /** Wrong numbers say it already. */
  @Test
  void aMismatchStaysOne() {
    CellResult result = judge(ints(5, -1), ints(5, 0x55555555), bits(5, 3));
    assertThat(result.status()).isEqualTo(Status.MISMATCH);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void whatMayBeAnythingNeedNotBeWritten() {
    Expected open = new Expected.Satisfies(2, "an even sum", output -> Map.of());
    CellResult result = judge(ints(5, -1), ints(5, 0x55555555), open);
    assertThat(result.status()).isEqualTo(Status.PASS);
  }

  @Test
  void aKernelThatWritesAllPasses() {
    CellResult result = judge(ints(5, -1), null, bits(5, -1));
    assertThat(result.status()).isEqualTo(Status.PASS);
  }

  /** A NaN where NaN is right, which nobody wrote. */
  @Test
  void aNaNThatIsRightByChanceIsFound() {
    Map<String, ArrayType> types =
        Map.of("y", ArrayType.dense(Element.FLOAT32, List.of(1), List.of("i"), ""));
    byte[] nan = {-1, -1, -1, -1};
    Map<String, Expected> expected =
        Map.of("y", new Expected.Near(new double[] {Double.NaN}, new double[] {0}, 0));
    CellResult result =
        Comparison.compare(CELL, Map.of("y", nan), expected, types)
            .with(new Execution(Map.of(), List.of(), 4))
            .refilled(Map.of("y", Fill.FLOAT.contents(4)), expected, types);
    assertThat(result.status()).isEqualTo(Status.NONDETERMINISTIC);
    assertThat(result.redundantWrites()).isEqualTo(4);
  }

  private static CellResult judge(byte[] output, byte[] refilled, Expected expected) {
    Map<String, Expected> outputs = Map.of("index", expected);
    return Comparison.compare(CELL, Map.of("index", output), outputs, TYPES)
        .with(new Execution(Map.of(), List.of(), 0))
        .refilled(refilled == null ? Map.of() : Map.of("index", refilled), outputs, TYPES);
  }

  private static Expected bits(int... values) {
    return new Expected.Bits(ints(values), values.length);
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }
}
