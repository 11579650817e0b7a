package io.github.kernelconformance.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.host.HostLibraries;
import io.github.kernelconformance.device.host.MutantBuild;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operator on kernels of its own, all in one program. */
class OperatorsTest {

  private static final int THREADS = 64;

  private static final String KERNEL =
      """
      [[kernel]] void %s(
          const device float* x [[buffer(0)]],
          const device uint* u [[buffer(1)]],
          device float* y [[buffer(2)]],
          const constant int& n [[buffer(3)]],
          const constant int& s [[buffer(4)]],
          uint i [[thread_position_in_threadgroup]],
          uint size [[threads_per_threadgroup]]) { %s }
      """;

  @TempDir static Path directory;

  private static MutatedProgram program;
  private static HostLibraries mutants;

  @BeforeAll
  static void compile() throws Exception {
    StringBuilder text = new StringBuilder("#include <metal_stdlib>\nusing namespace metal;\n");
    for (OperatorTable row : OperatorTable.rows()) {
      text.append(KERNEL.formatted(tells(row), row.body()));
      text.append(KERNEL.formatted(twin(row), row.twin()));
    }
    Path file = directory.resolve("operators.metal");
    Program plain = TestPrograms.of(file, text.toString());
    MutantBuild build =
        new MutantBuild(
            TestToolchain.clang(),
            TestToolchain.sources(),
            directory.resolve("out"),
            2,
            Set.of(Check.values()));
    Set<String> kernels = plain.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
    program = build.read(plain, kernels).with(operator -> true);
    mutants = new HostLibraries(build.choosing().compile(List.of(program.withAll()), kernels));
  }

  @AfterAll
  static void close() {
    mutants.close();
  }

  private static String tells(OperatorTable row) {
    return "tells_" + row.operator().name().toLowerCase();
  }

  private static String twin(OperatorTable row) {
    return "twin_" + row.operator().name().toLowerCase();
  }

  @Test
  void thereIsARowForEachOperator() {
    assertThat(OperatorTable.rows())
        .extracting(OperatorTable::operator)
        .containsExactlyElementsOf(
            Stream.of(Operator.values()).filter(it -> !it.repairs()).toList());
  }

  @Test
  void anOperatorChangesWhatItSays() {
    for (OperatorTable row : OperatorTable.rows()) {
      assertThat(of(row, tells(row)))
          .as(row.operator().id())
          .extracting(it -> it.before() + " -> " + it.after())
          .containsExactlyInAnyOrderElementsOf(row.changes());
    }
  }

  @Test
  void withoutAMutantNothingChanges() throws Exception {
    for (OperatorTable row : OperatorTable.rows()) {
      Execution execution = run(tells(row), 0);
      assertThat(execution.findings()).as(row.operator().id()).isEmpty();
    }
  }

  @Test
  void aMutantIsToldByItsKernelAndNotByTheTwin() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (OperatorTable row : OperatorTable.rows()) {
      for (boolean tells : List.of(true, false)) {
        String kernel = tells ? tells(row) : twin(row);
        float[] right = y(run(kernel, 0));
        List<Mutant> some = of(row, kernel);
        if (some.isEmpty()) {
          wrong.add(kernel + " has no mutant");
        }
        for (Mutant mutant : some) {
          Execution execution = run(kernel, mutant.number());
          boolean told =
              !execution.findings().isEmpty() || !java.util.Arrays.equals(right, y(execution));
          if (told != tells) {
            wrong.add(kernel + ": " + mutant.before() + " -> " + mutant.after());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Mutant> of(OperatorTable row, String function) {
    return program.mutants().stream()
        .filter(it -> it.operator() == row.operator() && it.function().equals(function))
        .toList();
  }

  private static Execution run(String kernel, int mutant) throws Exception {
    Launch launch =
        new Launch(
            kernel,
            new Size(1, 1, 1),
            new Size(THREADS, 1, 1),
            List.of(
                new Argument.Input("x", floats()),
                new Argument.Input("u", words()),
                new Argument.Output("y", 4 * THREADS),
                new Argument.Input("n", word(8)),
                new Argument.Input("s", word(5))));
    return mutants.run(launch, mutant);
  }

  private static byte[] floats() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * THREADS).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, THREADS).forEach(i -> bytes.putFloat(i + 1));
    return bytes.array();
  }

  private static byte[] words() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * THREADS).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, THREADS).forEach(i -> bytes.putInt(1000 + 37 * i));
    return bytes.array();
  }

  private static byte[] word(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static float[] y(Execution execution) {
    ByteBuffer bytes = ByteBuffer.wrap(execution.outputs().get("y")).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[THREADS];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
