package io.github.kernelconformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Formulas of sizes, layouts of blocks and properties of outputs. */
class FormulasTest {

  private static final Dim N = Dim.of("n", at -> at.size("n"));

  @Test
  void formulasAreThoseOfIntegers() {
    same(N.plus(3), n -> n + 3);
    same(N.minus(3), n -> n - 3);
    same(N.times(3), n -> n * 3);
    same(N.over(8), n -> (n + 7) / 8);
    same(N.wholesOf(8), n -> n / 8);
    same(N.remainder(8), n -> n % 8);
    same(N.roundUpTo(32), n -> (n + 31) / 32 * 32);
    same(N.atMost(50), n -> Math.min(n, 50));
    same(N.atLeast(50), n -> Math.max(n, 50));
    same(N.plus(N).minus(Dim.of(1)).times(Dim.of(2)), n -> (n + n - 1) * 2);
    same(N.over(Dim.of(3)).atMost(N), n -> Math.min((n + 2) / 3, n));
    same(
        N.powerOfTwo(),
        n -> {
          int power = 1;
          while (power < n) {
            power *= 2;
          }
          return power;
        });
  }

  private static void same(Dim dim, IntUnaryOperator expected) {
    for (int n = 0; n <= 300; n++) {
      assertThat(dim.at(at(n))).as("%s at %d", dim, n).isEqualTo(expected.applyAsInt(n));
    }
  }

  @Test
  void conditionsHoldWhereTheyShould() {
    for (int n = 0; n <= 70; n++) {
      Point at = at(n);
      assertThat(N.is(32).holds(at)).isEqualTo(n == 32);
      assertThat(N.isAtMost(32).holds(at)).isEqualTo(n <= 32);
      assertThat(N.isAtLeast(32).holds(at)).isEqualTo(n >= 32);
      assertThat(N.isMultipleOf(32).holds(at)).isEqualTo(n % 32 == 0);
      assertThat(N.isAtLeast(8).and(N.isAtMost(16)).holds(at)).isEqualTo(n >= 8 && n <= 16);
      assertThat(N.is(1).or(N.is(2)).not().holds(at)).isEqualTo(n != 1 && n != 2);
    }
  }

  @Test
  void aFormulaThatDoesNotFitIsTold() {
    assertThatThrownBy(() -> N.times(1 << 30).at(at(100)))
        .isInstanceOf(ContractException.class)
        .hasMessage("(n * 1073741824) has no value that an int holds: integer overflow");
    assertThatThrownBy(() -> N.over(0).at(at(100))).isInstanceOf(ContractException.class);
  }

  /** llama.cpp's blocks, whose sizes its headers assert. */
  @Test
  void blocksAreLaidOutAsInC() {
    Layout q4 = Layout.block().field("d", ScalarType.HALF).field("qs", ScalarType.UCHAR, 16);
    assertThat(q4.bytes()).isEqualTo(18);
    assertThat(q4.alignment()).isEqualTo(2);
    assertThat(q4.named("qs").offset()).isEqualTo(2);

    Layout q8 = Layout.block().field("d", ScalarType.HALF).field("qs", ScalarType.CHAR, 32);
    assertThat(q8.bytes()).isEqualTo(34);

    Layout mixed =
        Layout.block()
            .field("a", ScalarType.CHAR)
            .field("b", ScalarType.FLOAT)
            .field("c", ScalarType.SHORT)
            .field("d", ScalarType.LONG)
            .field("e", ScalarType.UCHAR);
    assertThat(mixed.fields().stream().map(Layout.Field::offset)).containsExactly(0, 4, 8, 16, 24);
    assertThat(mixed.bytes()).isEqualTo(32);

    Layout packed = Layout.packed().field("a", ScalarType.CHAR).field("b", ScalarType.FLOAT);
    assertThat(packed.bytes()).isEqualTo(5);
    assertThat(packed.alignment()).isEqualTo(1);
  }

  @Test
  void aFieldThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> Layout.block().field("d", ScalarType.HALF).named("e"))
        .hasMessage("The block has no field e; it has [d]");
    assertThatThrownBy(() -> Layout.block().field("d", ScalarType.HALF).field("d", ScalarType.HALF))
        .hasMessage("The block has two fields d");
  }

  @Test
  void typesHaveTheRangesOfC() {
    assertThat(ScalarType.CHAR.least()).isEqualTo(Byte.MIN_VALUE);
    assertThat(ScalarType.CHAR.greatest()).isEqualTo(Byte.MAX_VALUE);
    assertThat(ScalarType.USHORT.least()).isZero();
    assertThat(ScalarType.USHORT.greatest()).isEqualTo(65_535);
    assertThat(ScalarType.INT.least()).isEqualTo(Integer.MIN_VALUE);
    assertThat(ScalarType.UINT.greatest()).isEqualTo(0xFFFF_FFFFL);
    assertThat(ScalarType.LONG.least()).isEqualTo(Long.MIN_VALUE);
    assertThat(ScalarType.LONG.greatest()).isEqualTo(Long.MAX_VALUE);
    assertThat(ScalarType.ULONG.greatest()).isEqualTo(-1L);
    assertThat(ScalarType.BOOL.greatest()).isEqualTo(1);
  }

  @Test
  void aRowThatDescendsIsNotSorted() {
    assertThat(broken(Property.sorted(), 1, 1, 2, Double.NaN)).isEmpty();
    assertThat(broken(Property.sorted(), -0.0, 0.0, -0.0)).isEmpty();
    assertThat(broken(Property.sorted(), 1, 3, 2, 1)).contains(violation(2, 3));
    assertThat(broken(Property.sorted(), Double.NaN, 1)).contains(violation(1, Double.NaN));
  }

  @Test
  void aRowThatLacksAnIndexIsNoPermutation() {
    assertThat(broken(Property.permutation(), 2, 0, 1)).isEmpty();
    assertThat(broken(Property.permutation(), 2, 2, 1)).contains(violation(1, 0));
    assertThat(broken(Property.permutation(), 0, 3, 1)).contains(violation(1, 2));
    assertThat(broken(Property.permutation(), 0, 0.5, 1)).contains(violation(1, 2));
    assertThat(broken(Property.permutation(), 0, Double.NaN, 1)).contains(violation(1, 2));
  }

  @Test
  void aNumberOutsideOfARangeIsFound() {
    assertThat(broken(Property.within(0, 1), 0, 0.5, 1)).isEmpty();
    assertThat(broken(Property.within(0, 1), 0, 1.5)).contains(violation(1, 1));
    assertThat(broken(Property.within(0, 1), Double.NaN)).contains(violation(0, 0));
    assertThat(broken(Property.within(0, 9).and(Property.sorted()), 2, 1))
        .contains(violation(1, 2));
  }

  /** Numbers that the property holds for: indices, or zeros. */
  private static double[] first(Property property, int length) {
    double[] row = new double[length];
    for (int i = 0; i < length; i++) {
      row[i] = i;
    }
    return violation(property, row).isEmpty() ? row : new double[length];
  }

  private static Violation violation(int i, double expected) {
    return new Violation(List.of(1, i), expected);
  }

  /** The row, after one that is all right. */
  private static Optional<Violation> broken(Property property, double... row) {
    return violation(property, first(property, row.length), row);
  }

  private static Optional<Violation> violation(Property property, double[]... rows) {
    return property.violation(
        new Written() {
          @Override
          public int dimensions() {
            return 2;
          }

          @Override
          public int size(int dimension) {
            return dimension == 0 ? rows.length : rows[0].length;
          }

          @Override
          public double at(int... index) {
            return rows[index[0]][index[1]];
          }
        });
  }

  private static Point at(int n) {
    Map<String, Integer> sizes = Map.of("n", n);
    return new Point() {
      @Override
      public int size(String axis) {
        return sizes.get(axis);
      }

      @Override
      public ScalarType type(String axis) {
        throw new AssertionError(axis);
      }

      @Override
      public boolean flag(String axis) {
        throw new AssertionError(axis);
      }

      @Override
      public String choice(String axis) {
        throw new AssertionError(axis);
      }

      @Override
      public double real(String axis) {
        throw new AssertionError(axis);
      }

      @Override
      public int stride(String buffer, int dimension) {
        throw new AssertionError(buffer);
      }
    };
  }
}
