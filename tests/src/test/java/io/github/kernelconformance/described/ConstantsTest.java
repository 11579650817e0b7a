package io.github.kernelconformance.described;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.INT;
import static io.github.kernelconformance.contract.ScalarType.SHORT;
import static io.github.kernelconformance.contract.ScalarType.UCHAR;
import static io.github.kernelconformance.contract.ScalarType.ULONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.AuthorException;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.ProblemCells;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values, arrays and structs as bytes. */
class ConstantsTest {

  private record With(Consumer<Description> more) implements Contract {
    @Override
    public String name() {
      return "with";
    }

    @Override
    public void describe(Description it) {
      it.kernel("with");
      it.output("out", FLOAT);
      it.grid(Dim.of(1)).threads(1);
      more.accept(it);
    }

    @Override
    public void reference(Case c) {
      c.output("out", c.exact(0));
    }
  }

  /** The struct of llama.cpp's matrix-vector products: its offsets are those of a C compiler. */
  @Test
  void aStructIsLaidOutAsInC() {
    Dim one = Dim.of(1);
    ByteBuffer bytes =
        argument(
            it ->
                it.struct("args")
                    .field("ne00", INT, Dim.of(0x11))
                    .field("ne01", INT, one)
                    .field("ne02", INT, one)
                    .field("nb00", ULONG, Dim.of(18))
                    .field("nb01", ULONG, one)
                    .field("ne10", INT, one)
                    .field("nb10", ULONG, Dim.of(4))
                    .field("ne0", INT, one)
                    .field("r2", SHORT, Dim.of(-2))
                    .field("scale", FLOAT, 0.5)
                    .array("sizes", UCHAR, Dim.of(7), Dim.of(8)),
            "args");

    assertThat(bytes.capacity()).isEqualTo(64);
    assertThat(bytes.getInt(0)).isEqualTo(0x11);
    assertThat(bytes.getLong(16)).isEqualTo(18);
    assertThat(bytes.getLong(40)).isEqualTo(4);
    assertThat(bytes.getInt(48)).isEqualTo(1);
    assertThat(bytes.getShort(52)).isEqualTo((short) -2);
    assertThat(bytes.getFloat(56)).isEqualTo(0.5f);
    assertThat(bytes.get(60)).isEqualTo((byte) 7);
    assertThat(bytes.get(61)).isEqualTo((byte) 8);
  }

  @Test
  void alignmentMovesAFieldAndRoundsTheWhole() {
    ByteBuffer bytes =
        argument(
            it -> it.struct("args").field("a", INT, Dim.of(1)).align(16).field("b", INT, Dim.of(2)),
            "args");

    assertThat(bytes.capacity()).isEqualTo(32);
    assertThat(bytes.getInt(16)).isEqualTo(2);
  }

  @Test
  void aValueHasItsType() {
    assertThat(argument(it -> it.value("v", 7), "v").getInt(0)).isEqualTo(7);
    assertThat(argument(it -> it.value("v", 1e-5f), "v").getFloat(0)).isEqualTo(1e-5f);
    assertThat(argument(it -> it.value("v", true), "v").get(0)).isEqualTo((byte) 1);
    assertThat(argument(it -> it.value("v", ULONG, Dim.of(9)), "v").getLong(0)).isEqualTo(9);
    assertThat(argument(it -> it.value("v", at -> 1 / 3.0), "v").getFloat(0)).isEqualTo(1 / 3f);
    assertThat(argument(it -> it.array("v", SHORT, Dim.of(1), Dim.of(-1)), "v").getShort(2))
        .isEqualTo((short) -1);
  }

  @ParameterizedTest
  @CsvSource({
    "CHAR, 128, char", "CHAR, -129, char", "UCHAR, -1, uchar", "UCHAR, 256, uchar",
    "SHORT, 32768, short", "USHORT, -1, ushort", "INT, 2147483648, int", "UINT, -1, uint",
    "UINT, 4294967296, uint", "ULONG, -1, ulong", "BOOL, 2, bool",
        "LONG, 9223372036854775808, long",
    "INT, 0.5, int"
  })
  void aValueThatItsTypeCannotBeIsTold(ScalarType type, double value, String name) {
    assertThatThrownBy(() -> argument(it -> it.value("v", type, value), "v"))
        .isInstanceOf(AuthorException.class)
        .hasMessageStartingWith("With: v is ")
        .hasMessageContaining(", which " + name + " cannot be");
  }

  @ParameterizedTest
  @CsvSource({
    "CHAR, 127",
    "CHAR, -128",
    "UCHAR, 255",
    "USHORT, 65535",
    "INT, -2147483648",
    "UINT, 4294967295",
    "ULONG, 9223372036854775808",
    "LONG, -9223372036854775808",
    "BOOL, 1"
  })
  void theEndsOfATypeAreItsOwn(ScalarType type, double value) {
    ByteBuffer bytes = argument(it -> it.value("v", type, value), "v");

    assertThat(Encoding.real(bytes, 0, type)).isEqualTo(value);
  }

  /** What is compared with a kernel before anything runs. */
  @Test
  void parametersTellWhatAKernelIsCalledWith() {
    DescribedFamily family =
        ContractRun.family(
            new With(
                it -> {
                  it.struct("args").field("a", ULONG, Dim.of(1)).field("b", UCHAR, Dim.of(1));
                  it.inout("acc", ScalarType.HALF, Dim.of(3));
                  it.threadgroup("shared", FLOAT, Dim.of(8));
                  it.unbound("mask");
                  it.input("gone", FLOAT).when(at -> false);
                }));
    var cell = ContractRun.cells(family, Map.of()).get(0);

    assertThat(family.parameters(cell))
        .containsExactly(
            new Parameter("out", Parameter.Use.WRITTEN, "float", 4, ""),
            new Parameter("args", Parameter.Use.READ, "struct of 16 bytes", 16, ""),
            new Parameter("acc", Parameter.Use.BOTH, "half", 2, "[3]"),
            new Parameter("shared", Parameter.Use.THREADGROUP, "float", 4, "[8]"),
            new Parameter("mask", Parameter.Use.UNBOUND, "", 0, ""),
            new Parameter("gone", Parameter.Use.UNBOUND, "", 0, ""));
  }

  private static ByteBuffer argument(Consumer<Description> more, String name) {
    ProblemCells cells =
        ContractRun.family(new With(more))
            .enumerate(ContractRun.selection(Map.of()))
            .problems()
            .get(0);
    Launch launch = cells.problem(0).launch(cells.cells().get(0));
    byte[] bytes =
        launch.arguments().stream()
            .filter(it -> it.name().equals(name))
            .map(it -> ((Argument.Input) it).bytes())
            .findFirst()
            .orElseThrow();
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
