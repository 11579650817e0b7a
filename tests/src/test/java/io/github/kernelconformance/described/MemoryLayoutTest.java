package io.github.kernelconformance.described;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every view of every shape up to three dimensions of 1 to 3. */
class MemoryLayoutTest {

  private static final List<int[]> SHAPES = shapes();

  private static List<int[]> shapes() {
    List<int[]> shapes = new ArrayList<>(List.of(new int[0]));
    for (int a = 1; a <= 3; a++) {
      shapes.add(new int[] {a});
      for (int b = 1; b <= 3; b++) {
        shapes.add(new int[] {a, b});
        for (int c = 1; c <= 3; c++) {
          shapes.add(new int[] {a, b, c});
        }
      }
    }
    return shapes;
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void elementsLieWithinTheAllocationAndShareOnlyWhereAViewSaysSo(View view) {
    for (int[] shape : SHAPES) {
      for (int free = 0; free <= shape.length; free++) {
        MemoryLayout layout =
            MemoryLayout.of(view, shape, free, false).orElse(MemoryLayout.dense(shape));
        int[] places = layout.places();
        assertThat(places).hasSize(MemoryLayout.count(shape));
        assertThat(Arrays.stream(places)).allMatch(place -> place >= 0 && place < layout.length());
        long distinct = Arrays.stream(places).distinct().count();
        assertThat(layout.start() - layout.reach())
            .isEqualTo(Arrays.stream(places).min().orElseThrow());
        boolean shared = view == View.BROADCAST && free > 0;
        assertThat(distinct).isEqualTo(shared ? places.length / shape[0] : places.length);
      }
    }
  }

  /** A kernel finds an element by its strides from where its pointer points. */
  @ParameterizedTest
  @EnumSource(View.class)
  void stridesLeadToEachElement(View view) {
    for (int[] shape : SHAPES) {
      MemoryLayout layout =
          MemoryLayout.of(view, shape, shape.length, false).orElse(MemoryLayout.dense(shape));
      int[] places = layout.places();
      for (int i = 0; i < places.length; i++) {
        int place = layout.start();
        int rest = i;
        for (int d = shape.length - 1; d >= 0; d--) {
          place += rest % shape[d] * layout.strides()[d];
          rest /= shape[d];
        }
        assertThat(places[i]).isEqualTo(place);
      }
    }
  }

  /** Dimensions whose strides a kernel is not told are as in a dense array. */
  @ParameterizedTest
  @EnumSource(View.class)
  void dimensionsThatAreNotFreeStayDense(View view) {
    for (int[] shape : SHAPES) {
      for (int free = 0; free <= shape.length; free++) {
        int[] strides =
            MemoryLayout.of(view, shape, free, false).orElse(MemoryLayout.dense(shape)).strides();
        int dense = 1;
        for (int d = shape.length - 1; d >= free; d--) {
          assertThat(strides[d]).isEqualTo(dense);
          dense *= shape[d];
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void whatIsSpreadIsGatheredAgain(View view) {
    for (int[] shape : SHAPES) {
      double[] values = IntStream.range(0, MemoryLayout.count(shape)).asDoubleStream().toArray();
      Elements elements = Elements.ofReals(ScalarType.SHORT, shape, values);
      MemoryLayout layout =
          MemoryLayout.of(view, shape, shape.length, true).orElse(MemoryLayout.dense(shape));
      byte[] spread = elements.spread(layout, 6);
      assertThat(spread).hasSize(6 + 2 * layout.length());
      assertThat(layout.gathered(spread, 2, 6)).isEqualTo(elements.bytes());
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void noIndicesOfAnOutputShareAnElement(View view) {
    assertThat(MemoryLayout.of(view, new int[] {3, 3}, 2, true).isPresent())
        .isEqualTo(view != View.DENSE && view != View.BROADCAST);
  }
}
