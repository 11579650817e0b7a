package io.github.kernelconformance.described;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.HALF;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.matrix.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cells a contract has beside those of a build. */
class LikeTest {

  static List<Contract> contracts() {
    return ItemsOnHostTest.contracts();
  }

  /** Each cell is like any other at its own coordinates. */
  @ParameterizedTest
  @MethodSource("contracts")
  void eachCellIsFoundByItsCoordinates(Contract contract) {
    DescribedFamily family = ContractRun.family(contract);
    List<Cell> cells = ContractRun.cells(family, Map.of());

    for (Cell cell : cells) {
      Map<String, Object> values = new LinkedHashMap<>();
      cell.at().axes().forEach(axis -> values.put(axis.name(), cell.at().value(axis.name())));
      assertThat(family.like(cells.get(0), values).orElseThrow().cells()).containsExactly(cell);
    }
  }

  /** Sizes of several kinds, a condition, and a kernel for some sizes alone. */
  private static final class Sizes implements Contract {
    @Override
    public String name() {
      return "sizes";
    }

    @Override
    public void describe(Description it) {
      var any = it.sizes("any", 2, 33, 100);
      var tiles = it.sizes("tiles", 64, 192);
      var powers = it.sizes("powers", 2, 4, 64);
      var type = it.types("T", FLOAT, HALF);
      it.requires(any.isAtLeast(3).or(type.is(FLOAT)));
      it.kernel("small_{T}").when(any.isAtMost(40)).named("small");
      it.kernel("large_{T}").named("large");
      it.input("x", type, any, tiles, powers);
      it.output("out", type, any, tiles, powers);
      it.grid(any).threads(32);
    }

    @Override
    public void reference(Case c) {
      throw new AssertionError("not called");
    }
  }

  private final DescribedFamily family = ContractRun.family(new Sizes());
  private final List<Cell> cells =
      ContractRun.cells(family, Map.of("pattern", "normal", "tiles", "192", "powers", "64"));

  /**
   * Others of a list are those in its range that are multiples of what all are multiples of, and
   * powers of two if all are.
   */
  @Test
  void sizesAreLikeThoseThatTheContractLists() {
    Cell cell = cell("float", "large", 100);
    assertThat(sizes(cell, "any", 200))
        .containsExactlyElementsOf(IntStream.rangeClosed(2, 100).boxed().toList());
    assertThat(sizes(cell, "tiles", 400)).containsExactly(64, 128, 192);
    assertThat(sizes(cell, "powers", 200)).containsExactly(2, 4, 8, 16, 32, 64);
  }

  @Test
  void conditionsOfContractsAndKernelsHold() {
    assertThat(sizes(cell("half", "large", 100), "any", 200)).startsWith(3);
    assertThat(sizes(cell("float", "small", 33), "any", 200)).endsWith(40);
  }

  @Test
  void whatIsNoValueOfAnAxisIsNoCell() {
    Cell cell = cell("float", "large", 100);
    assertThat(family.like(cell, Map.of("T", "bfloat"))).isEmpty();
    assertThat(family.like(cell, Map.of("variant", "medium"))).isEmpty();
    assertThat(family.like(cell, Map.of("pattern", "odd"))).isEmpty();
    assertThat(family.like(cell, Map.of("any", "33"))).isEmpty();
    assertThat(family.like(cell, Map.of("none", 33))).isEmpty();
  }

  private Cell cell(String type, String variant, int any) {
    return cells.stream()
        .filter(it -> it.at().value("T").equals(type))
        .filter(it -> it.variant().equals(variant) && it.at().value("any").equals(any))
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> sizes(Cell cell, String axis, int most) {
    return IntStream.rangeClosed(1, most)
        .filter(size -> family.like(cell, Map.of(axis, size)).isPresent())
        .boxed()
        .toList();
  }
}
