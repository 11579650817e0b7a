package io.github.kernelconformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.host.MutantBuild;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Path;
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
          Map.of(
              Operator.VARIABLE_REPLACED, List.of("y[i] = x[m];", "m -> n"),
              Operator.INDEX_SCALED, List.of("y[i] = x[i];", "i -> i * n"),
              Operator.TERM_ADDED, List.of("y[i] = x[min(n, 7)];", "n -> n + m"),
              Operator.ACCUMULATES, List.of("y[i] = x[i];", "y[i] = x[i] -> y[i] += x[i]"),
              Operator.INTEGER_DOUBLED, List.of("y[i] = x[i / 4];", "4 -> 2 * 4"),
              Operator.INTEGER_HALVED, List.of("y[i] = x[i / 4];", "4 -> 4 / 2"),
              Operator.CONSTANT_NEUTRAL, List.of("y[i] = 0.0f;", "0.0f -> -INFINITY"),
              Operator.CAST_DROPPED,
                  List.of("y[i] = static_cast<half>(x[i]);", "static_cast<half>(x[i]) -> x[i]"),
              Operator.BARRIER_ADDED,
                  List.of(
                      "y[i] = 1;",
                      " -> ::metal::threadgroup_barrier(::metal::mem_flags::mem_threadgroup);")));

  @TempDir private Path directory;

  @Test
  void eachIsAmongTheRepairsAndNoneAmongTheMistakes() throws Exception {
    StringBuilder text = new StringBuilder("#include <metal_stdlib>\nusing namespace metal;\n");
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
    MutantBuild build =
        new MutantBuild(
            TestToolchain.clang(),
            TestToolchain.sources(),
            directory.resolve("out"),
            2,
            Set.of(Check.values()));

    assertThat(STATEMENTS.keySet())
        .containsExactlyElementsOf(Stream.of(Operator.values()).filter(Operator::repairs).toList());
    List<Mutant> mutants = build.findWithRepairs(program, kernels).mutants();
    STATEMENTS.forEach(
        (operator, row) ->
            assertThat(mutants)
                .as(operator.id())
                .filteredOn(it -> it.operator() == operator)
                .filteredOn(it -> it.function().equals(operator.name().toLowerCase()))
                .extracting(it -> it.before() + " -> " + it.after())
                .contains(row.get(1)));
    assertThat(build.find(program, kernels, it -> true).mutants())
        .noneMatch(it -> it.operator().repairs());
  }
}
