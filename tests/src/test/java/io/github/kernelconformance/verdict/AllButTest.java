package io.github.kernelconformance.verdict;

import static io.github.kernelconformance.contract.ScalarType.BFLOAT;
import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.HALF;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.described.AuthorCode;
import io.github.kernelconformance.described.DescribedFamily;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of failing cells that leave out few of many values. */
class AllButTest {

  /** Three types, five words, and the patterns of one floating-point input. */
  public static final class Blend implements Contract {
    @Override
    public void describe(io.github.kernelconformance.contract.Description it) {
      var type = it.types("T", FLOAT, HALF, BFLOAT);
      it.choices("mask", "a", "b", "c", "d", "e");
      it.kernel("blend");
      it.input("x", type);
      it.output("out", type);
      it.grid(1).threads(1);
    }

    @Override
    public void reference(Case c) {
      c.output("out", c.at("x"));
    }
  }

  private final List<Cell> cells =
      DescribedFamily.of(
              new Blend(),
              new AuthorCode(it -> Optional.empty()),
              Duration.ofSeconds(10),
              Arithmetic.of(AccuracyTable.MSL_PRECISE))
          .enumerate(Selection.parse("auto", Map.of(), Map.of(), "**"))
          .cells();

  @Test
  void fewOfManyAreNamedAsThoseThatDoNotFail() {
    assertThat(groups(it -> !it.pattern().equals("huge"))).containsExactly("blend × all but huge");
    assertThat(groups(it -> !Set.of("huge", "tiny").contains(it.pattern())))
        .containsExactly("blend × all but tiny, huge");
    assertThat(groups(it -> !it.at().value("mask").equals("b")))
        .containsExactly("blend × all but b");
    assertThat(groups(it -> it.id().contains("/half/") && !it.pattern().equals("huge")))
        .containsExactly("blend × half × all but huge");
  }

  @Test
  void othersAreNamed() {
    assertThat(groups(it -> !Set.of("huge", "tiny", "nan").contains(it.pattern())))
        .singleElement()
        .asString()
        .startsWith("blend × normal, integers, ");
    assertThat(groups(it -> !it.id().contains("/half/"))).containsExactly("blend × float, bfloat");
  }

  /** What did not run where the others failed is not said to have passed. */
  @Test
  void whatDidNotRunIsNotLeftOut() {
    List<CellResult> results =
        cells.stream()
            .filter(it -> !it.pattern().equals("nan") || it.id().contains("/half/"))
            .map(
                it ->
                    it.id().contains("/float/") && !it.pattern().equals("huge")
                        ? mismatch(it)
                        : pass(it))
            .toList();

    assertThat(FailureGroups.of(results).groups())
        .extracting(FailureGroup::description)
        .containsExactly("blend × float × all but huge");
  }

  /** Some of each axis fail, some cells did not run. */
  @ParameterizedTest
  @CsvSource({
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"
  })
  void everyLineIsTrue(long seed) {
    Random random = new Random(seed);
    Set<Object> right = new HashSet<>();
    cells.forEach(
        it ->
            it.at()
                .values()
                .forEach(
                    value -> right.addAll(random.nextInt(400) == 0 ? Set.of(value) : Set.of())));
    List<CellResult> results =
        cells.stream()
            .filter(it -> random.nextInt(6) > 0)
            .map(
                it ->
                    it.at().values().stream().noneMatch(right::contains) ? mismatch(it) : pass(it))
            .toList();

    for (FailureGroup group : FailureGroups.of(results).groups()) {
      List<CellResult> fitting =
          results.stream().filter(it -> fits(group.description(), it.cell())).toList();
      assertThat(fitting).as(group.description()).allMatch(it -> it.status().failed());
      assertThat(fitting).as(group.description()).containsAll(group.failures());
    }
  }

  private static boolean fits(String description, Cell cell) {
    Set<String> segments = Set.of(cell.id().split("/"));
    for (String words : description.split(" × ")) {
      boolean but = words.startsWith("all but ");
      List<String> named = List.of(words.replaceFirst("^all but ", "").split(", "));
      if (but == named.stream().anyMatch(segments::contains)) {
        return words.startsWith("every cell");
      }
    }
    return true;
  }

  private List<String> groups(Predicate<Cell> fails) {
    return FailureGroups.of(
            cells.stream().map(it -> fails.test(it) ? mismatch(it) : pass(it)).toList())
        .groups()
        .stream()
        .map(FailureGroup::description)
        .toList();
  }

  private static CellResult pass(Cell cell) {
    return SyntheticMatrix.pass(cell);
  }

  private static CellResult mismatch(Cell cell) {
    return SyntheticMatrix.mismatch(cell, new Measured(1, 1, 2, 1, 1));
  }
}
