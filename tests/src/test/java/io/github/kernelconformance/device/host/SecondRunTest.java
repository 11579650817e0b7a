package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType.Element;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A second run begins with other contents in the outputs, which a NaN would not show. */
class SecondRunTest {

  private static final int COUNT = 8;
  private static final Set<Check> RACES = Set.of(Check.RACE);

  /** What outputs are of, and numbers that are small in each. */
  private enum Type {
    FLOAT(Element.FLOAT32, 0x3F800000, 0x1p100),
    HALF(Element.FLOAT16, 0x3C00, 0x1p15),
    BFLOAT(Element.BFLOAT16, 0x3F80, 0x1p100),
    INT(Element.INT32, 7, 0x55555555);

    private final Element element;
    private final int small;
    private final double large;

    Type(Element element, int small, double large) {
      this.element = element;
      this.small = small;
      this.large = large;
    }

    private byte[] numbers() {
      byte[] bytes = new byte[COUNT * element.bytes()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (small >>> 8 * (i % element.bytes()));
      }
      return bytes;
    }

    private Launch launch(String kernel, Optional<byte[]> before) {
      return new Launch(
          kernel + "_" + name().toLowerCase(java.util.Locale.ROOT),
          new Size(1, 1, 1),
          new Size(COUNT, 1, 1),
          List.of(
              new Argument.Input("in", numbers()),
              new Argument.Output("out", COUNT * element.bytes(), before, 0, 0, Fill.of(element))));
    }

    private Execution run(String kernel, Set<Check> checks) {
      return HostKernel.execute("second_run.metal", launch(kernel, Optional.empty()), checks);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsTheSame(Type type) {
    for (Set<Check> checks : List.of(RACES, CheckedKernel.ALL)) {
      Execution execution = type.run("all_written", checks);
      assertThat(execution.findings()).isEmpty();
      assertThat(execution.refilled()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotWrittenIsAsItWas(Type type) {
    for (Set<Check> checks : List.of(RACES, CheckedKernel.ALL)) {
      Execution execution = type.run("one_left", checks);
      assertThat(execution.findings()).isEmpty();
      int size = type.element.bytes();
      byte[] left = Arrays.copyOfRange(execution.outputs().get("out"), 3 * size, 4 * size);
      assertThat(left).containsOnly((byte) 0xFF);
      double[] refilled = type.element.decode(execution.refilled().get("out"));
      double[] expected = type.element.decode(type.numbers());
      expected[3] = type.large;
      assertThat(refilled).containsExactly(expected);
    }
  }

  /** Seven in each: bits and bytes beside it are those before the launch. */
  @ParameterizedTest
  @CsvSource({"bits_left, FFFFFFE7, 55555547", "gaps_left, 0007FF07, 00075507"})
  void partsOfElementsStayAsTheyAre(String kernel, String first, String second) {
    Launch launch =
        new Launch(
            kernel,
            new Size(1, 1, 1),
            new Size(COUNT, 1, 1),
            List.of(
                new Argument.Input("in", Type.INT.numbers()),
                new Argument.Output("out", COUNT * Integer.BYTES)));
    for (Set<Check> checks : List.of(Set.of(Check.RACE), Set.of(Check.MEMORY))) {
      Execution execution = HostKernel.execute("second_run.metal", launch, checks);
      assertThat(execution.findings()).isEmpty();
      assertThat(Element.UINT32.decode(execution.outputs().get("out")))
          .containsOnly((double) Long.parseLong(first, 16));
      assertThat(Element.UINT32.decode(execution.refilled().get("out")))
          .containsOnly((double) Long.parseLong(second, 16));
    }
  }

  @ParameterizedTest
  @CsvSource({"largest", "larger"})
  void whatIsReadBeforeItIsWrittenIsFound(String kernel) {
    for (Type type : Type.values()) {
      List<Finding> findings = type.run(kernel, RACES).findings();
      assertThat(findings).as("%s", type).hasSize(1);
      assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.NONDETERMINISM);
      assertThat(findings.get(0).message())
          .startsWith("other contents of outputs before the launch give other bits in out");
      assertThat(type.run(kernel, CheckedKernel.ALL).findings())
          .as("%s", type)
          .extracting(Finding::kind)
          .containsOnly(Finding.Kind.MEMORY);
    }
  }

  @ParameterizedTest
  @CsvSource({"largest", "larger", "one_left"})
  void whatALaunchGivesIsToBeRead(String kernel) {
    for (Type type : Type.values()) {
      Execution execution =
          HostKernel.execute(
              "second_run.metal",
              type.launch(kernel, Optional.of(type.numbers())),
              CheckedKernel.ALL);
      assertThat(execution.findings()).as("%s", type).isEmpty();
      assertThat(execution.refilled()).as("%s", type).isEmpty();
      assertThat(execution.outputs()).containsOnlyKeys("out");
      assertThat(execution.outputs().get("out")).isEqualTo(type.numbers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void fillsAreLargeNumbers(Element element) {
    Fill fill = Fill.of(element);
    double[] values = element.decode(fill.contents(3 * element.bytes()));
    Map<Element, Double> floating =
        Map.of(Element.FLOAT32, 0x1p100, Element.FLOAT16, 0x1p15, Element.BFLOAT16, 0x1p100);
    assertThat(values).hasSize(3);
    if (floating.containsKey(element)) {
      assertThat(fill.bytes()).isEqualTo(element.bytes());
      assertThat(values).containsOnly(floating.get(element));
    } else {
      assertThat(fill.contents(3)).containsOnly((byte) 0x55);
      assertThat(values).doesNotContain(0, Double.NaN, Double.POSITIVE_INFINITY);
    }
  }
}
