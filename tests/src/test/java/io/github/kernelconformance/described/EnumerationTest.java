package io.github.kernelconformance.described;

import static io.github.kernelconformance.contract.ScalarType.FLOAT;
import static io.github.kernelconformance.contract.ScalarType.HALF;
import static io.github.kernelconformance.contract.ScalarType.INT;
import static io.github.kernelconformance.contract.ScalarType.UINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.contract.Buffer;
import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.Dim;
import io.github.kernelconformance.contract.Distribution;
import io.github.kernelconformance.contract.View;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which cells a contract has. */
class EnumerationTest {

  private record Of(Consumer<Description> description) implements Contract {
    @Override
    public String name() {
      return "of";
    }

    @Override
    public void describe(Description it) {
      description.accept(it);
    }

    @Override
    public void reference(Case c) {
      throw new AssertionError("not called");
    }
  }

  private static void plain(Description it, Dim n) {
    it.kernel("of");
    it.input("x", FLOAT, n);
    it.output("out", FLOAT, n);
    it.grid(n).threads(32);
  }

  private static List<String> ids(Consumer<Description> description, Map<String, String> axes) {
    return ContractRun.cells(ContractRun.family(new Of(description)), axes).stream()
        .map(Cell::id)
        .toList();
  }

  private static final Map<String, String> NORMAL = Map.of("pattern", "normal");

  @Test
  void idsNameTypesThenTheVariantThenAxesAsTold() {
    assertThat(
            ids(
                it -> {
                  var n = it.sizes("n", 2, 1);
                  it.flag("causal");
                  it.reals("alpha", 1, 0.5);
                  var type = it.types("T", FLOAT, HALF);
                  it.choices("mode", "fast", "safe");
                  it.kernel("a_{T}");
                  it.kernel("b_{T}").when(n.is(1));
                  it.output("out", type, n);
                  it.grid(n).threads(32);
                },
                Map.of("causal", "true", "mode", "safe", "T", "half")))
        .containsExactly(
            "of/half/a/n=2/causal=true/alpha=1/safe/normal",
            "of/half/a/n=2/causal=true/alpha=0.5/safe/normal",
            "of/half/a/n=1/causal=true/alpha=1/safe/normal",
            "of/half/b/n=1/causal=true/alpha=1/safe/normal",
            "of/half/a/n=1/causal=true/alpha=0.5/safe/normal",
            "of/half/b/n=1/causal=true/alpha=0.5/safe/normal");
  }

  @Test
  void hostNamesHaveTheValuesOfAxes() {
    DescribedFamily family =
        ContractRun.family(
            new Of(
                it -> {
                  var type = it.types("T", HALF);
                  var n = it.sizes("n", 7);
                  it.choices("mode", "fast");
                  it.kernel("k_{T}_{T:id}_{n}_{mode}");
                  it.output("out", type, n);
                  it.grid(n).threads(1);
                }));

    assertThat(ContractRun.cells(family, Map.of()).get(0).kernel())
        .isEqualTo("k_half_float16_7_fast");
  }

  /** So that a device can make what the source does not have under a name. */
  @Test
  void templatesAndFunctionConstantsAreInTheNamesOfKernels() {
    DescribedFamily family =
        ContractRun.family(
            new Of(
                it -> {
                  var type = it.types("T", HALF);
                  var n = it.sizes("n", 7);
                  it.kernel("k").instantiates("k<{T},{n}>");
                  it.output("out", type, n);
                  it.constant("SCALE", FLOAT, at -> 0.5);
                  it.constant("BLOCK", INT, n.times(-2));
                  it.constant("causal", it.flag("causal"));
                  it.grid(n).threads(1);
                }));

    List<Cell> cells = ContractRun.cells(family, Map.of());
    assertThat(cells.stream().map(Cell::kernel))
        .containsExactly(
            "k<half, 7>[BLOCK=-14, SCALE=0.5, causal=false]",
            "k<half, 7>[BLOCK=-14, SCALE=0.5, causal=true]");
    assertThat(family.enumerate(ContractRun.selection(Map.of())).problems())
        .allSatisfy(
            it ->
                assertThat(it.problem(0).launch(it.cells().get(0)).kernel())
                    .isEqualTo(it.cells().get(0).kernel()));
  }

  @Test
  void aHostTakesTheFirstLegalKernelUnlessTheContractTells() {
    DescribedFamily family =
        ContractRun.family(
            new Of(
                it -> {
                  var n = it.sizes("n", 1, 5, 9);
                  it.kernel("first").when(n.isAtMost(5));
                  it.kernel("second");
                  it.kernel("third").routed(n.is(5));
                  it.output("out", FLOAT, n);
                  it.grid(n).threads(1);
                }));

    assertThat(
            ContractRun.cells(family, Map.of()).stream()
                .filter(Cell::routed)
                .map(Cell::id)
                .toList())
        .containsExactly("of/first/n=1/normal", "of/third/n=5/normal", "of/second/n=9/normal");
  }

  @Test
  void pointsThatAreNotLegalAreLeftOut() {
    assertThat(
            ids(
                it -> {
                  var n = it.sizes("n", 1, 2, 3, 4);
                  plain(it, n);
                  it.requires(n.isMultipleOf(2));
                },
                NORMAL))
        .containsExactly("of/n=2/normal", "of/n=4/normal");
  }

  @Test
  void aBuildChoosesValues() {
    Consumer<Description> contract = it -> plain(it, it.sizes("n", 1, 2, 33));

    assertThat(ids(contract, Map.of("n", "4..6", "pattern", "nan,normal")))
        .containsExactly(
            "of/n=4/nan",
            "of/n=4/normal",
            "of/n=5/nan",
            "of/n=5/normal",
            "of/n=6/nan",
            "of/n=6/normal");
    assertThat(ids(contract, Map.of("n", "auto", "pattern", "normal"))).hasSize(3);
    assertThatThrownBy(() -> ids(contract, Map.of("pattern", "norml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Did you mean 'normal'?");
    assertThatThrownBy(() -> ids(contract, Map.of("n", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'x'");
  }

  @Test
  void everyDistributionIsTriedAtOddAndAtLargeSizes() {
    List<String> ids = ids(it -> plain(it, it.sizes("n", 1, 31, 32, 33, 1024, 4096)), Map.of());

    assertThat(ids.stream().filter(it -> it.endsWith("/normal"))).hasSize(6);
    for (Distribution distribution : Distribution.values()) {
      assertThat(ids).contains("of/n=33/" + distribution.id(), "of/n=1024/" + distribution.id());
    }
    assertThat(ids).hasSize(6 + 2 * (Distribution.values().length - 1));
  }

  @Test
  void whatAContractExcludesIsNotTriedAndTheNextIsTheUsual() {
    Consumer<Description> contract =
        it -> {
          var n = it.sizes("n", 1, 33);
          plain(it, n);
          it.excludes(Distribution.NORMAL, "too normal");
          it.excludes(Distribution.NAN, n.is(33), "no NaN there");
        };

    List<String> ids = ids(contract, Map.of());
    assertThat(ids).contains("of/n=1/integers", "of/n=33/integers", "of/n=33/infinity");
    assertThat(ids).noneMatch(it -> it.endsWith("/normal") || it.endsWith("/nan"));
    assertThat(ContractRun.family(new Of(contract)).exclusions())
        .containsExactly("normal: too normal", "nan: no NaN there");
  }

  @Test
  void silentCellsTellWhy() {
    DescribedFamily family =
        ContractRun.family(
            new Of(
                it -> {
                  var n = it.sizes("n", 1, 33);
                  plain(it, n);
                  it.silent(Distribution.CONSTANT, "all are alike");
                  it.silent(n.is(1), "one is 1");
                }));

    Map<String, String> silent =
        ContractRun.cells(family, Map.of()).stream()
            .filter(it -> family.silent(it).isPresent())
            .collect(Collectors.toMap(Cell::id, it -> family.silent(it).orElseThrow()));
    assertThat(silent)
        .containsOnly(
            Map.entry("of/n=1/normal", "one is 1"), Map.entry("of/n=33/constant", "all are alike"));
  }

  @Test
  void distributionsFitTypesAndRoles() {
    assertThat(patterns((it, n) -> it.input("x", INT, n)))
        .containsExactly("uniform", "integers", "distinct", "constant", "ties");
    assertThat(patterns((it, n) -> it.input("x", INT, n).below(n)))
        .containsExactly("uniform", "integers", "distinct", "constant", "ties");
    assertThat(patterns((it, n) -> it.input("x", FLOAT, n).filled((v, at, draw) -> {})))
        .containsExactly("normal");
    assertThat(patterns((it, n) -> it.input("x", FLOAT, n)))
        .contains("nan", "masked", "masked-row");
    assertThat(
            patterns(
                (it, n) -> {
                  it.input("x", FLOAT, n);
                  it.input("y", FLOAT, n);
                }))
        .contains("nan")
        .doesNotContain("masked", "masked-row");
    assertThat(
            patterns(
                (it, n) -> {
                  it.input("x", FLOAT, n);
                  it.input("mask", FLOAT, n).mask();
                }))
        .contains("nan", "masked-row")
        .doesNotContain("masked");
  }

  private interface Inputs {
    void add(Description it, Dim n);
  }

  private static List<String> patterns(Inputs inputs) {
    return ids(
            it -> {
              var n = it.sizes("n", 33);
              it.kernel("of");
              inputs.add(it, n);
              it.output("out", FLOAT, n);
              it.grid(n).threads(32);
            },
            Map.of())
        .stream()
        .map(it -> it.substring(it.lastIndexOf('/') + 1))
        .toList();
  }

  /** By how much of its strides the kernel is told. */
  @Test
  void viewsAreThoseThatTheStridesAllow() {
    assertThat(views((it, x) -> it.strides("s", x)))
        .containsExactly("padded", "transposed", "offset", "broadcast", "reversed");
    assertThat(views((it, x) -> it.strides("s", UINT, x)))
        .containsExactly("padded", "transposed", "offset", "broadcast");
    assertThat(views((it, x) -> it.value("s", x.stride(0))))
        .containsExactly("padded", "offset", "broadcast", "reversed");
    assertThat(views((it, x) -> it.value("s", x.stride(1)))).isEmpty();
    assertThat(
            views(
                (it, x) -> {
                  it.strides("s", x);
                  x.without(View.REVERSED, "strides are positive");
                }))
        .doesNotContain("reversed");
  }

  private interface Strides {
    void tell(Description it, Buffer x);
  }

  private static List<String> views(Strides strides) {
    return ids(
            it -> {
              var n = it.sizes("n", 33);
              it.kernel("of");
              strides.tell(it, it.input("x", FLOAT, n, n));
              it.output("out", FLOAT, n);
              it.grid(n).threads(32);
            },
            Map.of())
        .stream()
        .map(it -> it.split("/"))
        .filter(it -> it.length == 4)
        .map(it -> it[2])
        .toList();
  }

  /** However many axes there are, a build stays short; each value of each axis is there. */
  @Test
  void manyAxesMakeAStar() {
    List<String> ids =
        ids(
            it -> {
              var type = it.types("T", FLOAT, HALF);
              List<Dim> sizes = new ArrayList<>();
              for (String name : List.of("a", "b", "c", "d", "e", "f")) {
                sizes.add(it.sizes(name, 1, 2, 3, 4, 8, 9));
              }
              it.choices("mode", "x", "y", "z");
              it.kernel("of_{T}");
              it.input("x", type, sizes.toArray(Dim[]::new));
              it.output("out", type, sizes.get(0));
              it.grid(sizes.get(0)).threads(32);
            },
            Map.of());

    assertThat(ids.size()).isBetween(200, 2000);
    assertThat(ids).doesNotHaveDuplicates();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      for (int size : new int[] {1, 2, 3, 4, 8, 9}) {
        assertThat(ids).anyMatch(it -> it.contains("/" + name + "=" + size + "/"));
      }
    }
    assertThat(ids).anyMatch(it -> it.contains("/half/") || it.startsWith("of/half"));
  }
}
