package io.github.kernelconformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.host.MutantBuild;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that undo mistakes: for each operator a statement with one, and what it becomes. */
class RepairsTest {

  private static final Map<Operator, List<String>> STATEMENTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(Operator.VARIABLE_REPLACED, List.of("y[i] = x[m];", "m -> n")),
              Map.entry(Operator.INDEX_SCALED, List.of("y[i] = x[i];", "i -> i * n")),
              Map.entry(Operator.TERM_ADDED, List.of("y[i] = x[min(n, 7)];", "n -> n + m")),
              Map.entry(
                  Operator.ACCUMULATES, List.of("y[i] = x[i];", "y[i] = x[i] -> y[i] += x[i]")),
              Map.entry(Operator.INTEGER_DOUBLED, List.of("y[i] = x[i / 4];", "4 -> 2 * 4")),
              Map.entry(Operator.INTEGER_HALVED, List.of("y[i] = x[i / 4];", "4 -> 4 / 2")),
              Map.entry(Operator.CONSTANT_NEUTRAL, List.of("y[i] = 0.0f;", "0.0f -> -INFINITY")),
              Map.entry(
                  Operator.CAST_DROPPED,
                  List.of("y[i] = static_cast<half>(x[i]);", "static_cast<half>(x[i]) -> x[i]")),
              Map.entry(
                  Operator.BARRIER_ADDED,
                  List.of(
                      "y[i] = 1;",
                      " -> ::metal::threadgroup_barrier(::metal::mem_flags::mem_threadgroup);")),
              Map.entry(Operator.UNUSED_ADDED, List.of("y[i] = x[i];", "i -> i + n")),
              Map.entry(Operator.UNUSED_BITS_ADDED, List.of("y[i] = x[i];", "i -> i | n")),
              Map.entry(
                  Operator.NEIGHBOURS_SWAPPED, List.of("y[i] = x[max(n, m)];", "n, m -> m, n")),
              Map.entry(
                  Operator.ARGUMENT_REPEATED,
                  List.of("y[i] = fma(x[0], x[1], x[2]);", "x[2] -> x[0]")),
              Map.entry(
                  Operator.BRACKET_MOVED,
                  List.of("y[i] = (x[i] + 1.0f) / n;", "(x[i] + 1.0f) / n -> x[i] / n + 1.0f")),
              Map.entry(Operator.OTHER_END, List.of("if (i == 0) { y[i] = 1; }", "0 -> 31")),
              Map.entry(
                  Operator.BEGINNING_PLUS_ONE,
                  List.of("const int k = n * m; y[i] = x[k];", "n * m -> (n * m) + 1")),
              Map.entry(
                  Operator.BEGINNING_MINUS_ONE,
                  List.of("constexpr int k = 4; y[i] = x[k + n];", "4 -> 4 - 1")),
              Map.entry(
                  Operator.FUNCTION_REPLACED,
                  List.of("y[i] = one::decode(i);", "one::decode(i) -> two::decode(i)")),
              Map.entry(
                  Operator.NUMBER_DECODED,
                  List.of(
                      "y[i] = static_cast<float>(i);",
                      "static_cast<float>(i) -> one::decode(i)"))));

  private static final String HEAD =
      """
      #include <metal_stdlib>
      using namespace metal;
      struct one { static float decode(uint code) { return code; } };
      struct two { static float decode(uint code) { return 2 * code; } };
      struct mode {
        typedef two element;
        typedef one format;
      };
      """;

  @TempDir private Path directory;

  @Test
  void eachIsAmongTheRepairsAndNoneAmongTheMistakes() throws Exception {
    StringBuilder text = new StringBuilder(HEAD);
    STATEMENTS.forEach(
        (operator, row) ->
            text.append(
                """
                [[kernel]] void %s(
                    const device float* x [[buffer(0)]],
                    device float* y [[buffer(1)]],
                    const constant int& n [[buffer(2)]],
                    const constant int& m [[buffer(3)]],
                    uint i [[thread_position_in_threadgroup]]) { %s }
                """
                    .formatted(operator.name().toLowerCase(), row.get(0))));
    Program program = TestPrograms.of(directory.resolve("repairs.metal"), text.toString());
    Set<String> kernels = program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
    MutantBuild build = build();

    assertThat(STATEMENTS.keySet())
        .containsExactlyElementsOf(Stream.of(Operator.values()).filter(Operator::repairs).toList());
    List<Mutant> mutants = build.read(program, kernels).withRepairs(it -> true).mutants();
    STATEMENTS.forEach(
        (operator, row) ->
            assertThat(mutants)
                .as(operator.id())
                .filteredOn(it -> it.operator() == operator)
                .filteredOn(it -> it.function().equals(operator.name().toLowerCase()))
                .extracting(it -> it.before() + " -> " + it.after())
                .contains(row.get(1)));
    assertThat(build.read(program, kernels).with(it -> true).mutants())
        .noneMatch(it -> it.operator().repairs());
  }

  /**
   * Sums and differences with products and quotients, either of them in brackets; other operators
   * stay.
   */
  @Test
  void bracketsMoveBothWays() throws Exception {
    StringBuilder text = new StringBuilder(HEAD);
    List<String> moved = new ArrayList<>();
    text.append(
        "[[kernel]] void brackets(device float* y [[buffer(0)]], const device float* x [[buffer(1)]]) {\n");
    text.append("const float a = x[0]; const float b = x[1]; const float c = x[2];\n");
    int i = 0;
    for (String sum : List.of("+", "-")) {
      for (String product : List.of("*", "/")) {
        String inBrackets = "(a %s b) %s c".formatted(sum, product);
        String without = "a %s b %s c".formatted(product, sum);
        text.append("y[%d] = %s; y[%d] = %s;%n".formatted(i++, inBrackets, i++, without));
        moved.add(inBrackets + " -> a %s c %s b".formatted(product, sum));
        moved.add(without + " -> (a %s c) %s b".formatted(sum, product));
      }
    }
    text.append("y[8] = (a - b) + c; y[9] = a * b / c; y[10] = (a < b) + c;\n}\n");
    Program program = TestPrograms.of(directory.resolve("brackets.metal"), text.toString());

    assertThat(build().read(program, Set.of("brackets")).withRepairs(it -> true).mutants())
        .filteredOn(it -> it.operator() == Operator.BRACKET_MOVED)
        .extracting(it -> it.before() + " -> " + it.after())
        .containsExactlyInAnyOrderElementsOf(moved);
  }

  /** What is wrong if a change is right: the statement, the declaration, all copies. */
  @Test
  void aChangeSaysWhatIsToBlame() throws Exception {
    String text =
        HEAD
            + """
            template <typename Mode>
            float decoded(Mode, uint code) {
              return Mode::format::decode(code);
            }
            [[kernel]] void blamed(
                const device float* x [[buffer(0)]],
                device float* y [[buffer(1)]],
                const constant int& n [[buffer(2)]],
                const constant float& largest [[buffer(3)]],
                uint i [[thread_position_in_threadgroup]]) {
              constexpr int four = 4;
              constexpr int size = 8;
              float all[size];
              all[0] = decoded(mode(), i);
              y[i] = all[0] +
                  x[i + 1] * four;
              y[i + 1] = exp(x[n]);
              y[i + 2] = exp(x[n]);
            }
            """;
    Program program = TestPrograms.of(directory.resolve("blamed.metal"), text);
    List<Mutant> mutants =
        build().read(program, Set.of("blamed")).withRepairs(it -> true).mutants();

    // The struct has its name from line 7; what takes it for another is at fault.
    assertThat(blamed(mutants, Operator.FUNCTION_REPLACED)).containsExactly(List.of("7-7"));
    assertThat(blamed(mutants, Operator.OFFSET_DROPPED, "i + 1")).contains(List.of("23-24"));
    // Line 26 is a copy of 25, and may lack the same.
    assertThat(blamed(mutants, Operator.UNUSED_ADDED, "x[n]"))
        .contains(List.of("25-25"), List.of("26-26"), List.of("25-25", "26-26"));
    // That the size of an array is a constant, the compiler has to know.
    assertThat(blamed(mutants, Operator.BEGINNING_PLUS_ONE)).containsExactly(List.of("19-19"));
  }

  private static List<List<String>> blamed(List<Mutant> mutants, Operator operator) {
    return blamed(mutants, operator, "");
  }

  private static List<List<String>> blamed(List<Mutant> mutants, Operator operator, String before) {
    return mutants.stream()
        .filter(it -> it.operator() == operator && it.before().contains(before))
        .map(it -> it.blamed().stream().map(of -> of.first() + "-" + of.last()).toList())
        .distinct()
        .toList();
  }

  private MutantBuild build() {
    return new MutantBuild(
        TestToolchain.clang(),
        TestToolchain.sources(),
        directory.resolve("out"),
        2,
        Set.of(Check.values()));
  }
}
