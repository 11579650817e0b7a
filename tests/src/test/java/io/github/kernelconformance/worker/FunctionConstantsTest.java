package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.Ending;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.UnboundArgumentException;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.Symbolizer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels specialized to values of function constants, on the host and on the stand-in. */
@ExtendWith(MetalSearchPath.class)
class FunctionConstantsTest {

  private static final Path FILE = Path.of("src", "test", "metal", "function_constants.metal");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ELEMENTS = 6;

  private static final Map<String, String> ALL =
      Map.of(
          "negated", "true",
          "count", "-7",
          "scale", "0x1.8p-3",
          "narrow", "0.1",
          "small", "200",
          "wide", "-4294967296",
          "has_addend", "false");

  enum Target {
    HOST {
      @Override
      Library load(Program program, Set<String> kernels) throws Exception {
        HostBuild build =
            new HostBuild(
                TestToolchain.clang(),
                TestToolchain.sources(),
                Path.of("target", "test-kernels"),
                1,
                Set.of(Check.values()));
        Symbolizer symbolizer = new Symbolizer(TestToolchain.clang(), TestToolchain.sources());
        return new WorkerDevice(build, symbolizer, WorkerSettings.of("60", "1"))
            .load(List.of(program), kernels);
      }
    },
    METAL {
      @Override
      Library load(Program program, Set<String> kernels) throws Exception {
        return MetalKernels.load(program, MetalKernels.settings(), LONG);
      }
    };

    abstract Library load(Program program, Set<String> kernels) throws Exception;
  }

  private static double[] run(
      Target target, Map<String, String> values, String kernel, Argument... more) throws Exception {
    Program program = TestPrograms.of(FILE, Map.of()).specialized(values);
    List<Argument> arguments = new ArrayList<>(List.of(more));
    arguments.add(new Argument.Output("y", ELEMENTS * Float.BYTES));
    try (Library library = target.load(program, Set.of(kernel))) {
      Launch launch = new Launch(kernel, new Size(1, 1, 1), new Size(ELEMENTS, 1, 1), arguments);
      return DType.FLOAT32.decode(library.run(launch).outputs().get("y"));
    }
  }

  private static Argument floats(String name, double... values) {
    return new Argument.Input(name, DType.FLOAT32.encode(values));
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfEveryKindReachTheKernel(Target target) throws Exception {
    assertThat(run(target, ALL, "tell")).containsExactly(-1, -7, 0.1875, 0x1.998p-4, 200, -1);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelMayAskWhetherAConstantHasAValue(Target target) throws Exception {
    assertThat(run(target, Map.of(), "cautious")).containsOnly(1);
    assertThat(run(target, Map.of("count", "3"), "cautious")).containsOnly(3);
    assertThat(run(target, Map.of("count", "3", "scale", "0.5"), "cautious")).containsOnly(1.5);
  }

  @ParameterizedTest
  @EnumSource
  void aConstantDecidesWhetherAnArgumentExists(Target target) throws Exception {
    Argument addend = floats("addend", 1, 2, 3, 4, 5, 6);
    assertThat(run(target, Map.of("has_addend", "true"), "added", addend))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(run(target, Map.of("has_addend", "false"), "added")).containsOnly(-1);
    assertThat(run(target, Map.of("has_addend", "false"), "added", addend)).containsOnly(-1);
    assertThatThrownBy(() -> run(target, Map.of("has_addend", "true"), "added"))
        .isInstanceOf(UnboundArgumentException.class)
        .hasMessageContaining("const device float* addend");
  }

  @Test
  void theHostKnowsWhatIsComputedFromConstants() throws Exception {
    Argument factors = floats("factors", 1, 2, 3, 4, 5, 6);
    assertThat(run(Target.HOST, Map.of("count", "2"), "computed", factors))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(run(Target.HOST, Map.of("count", "1"), "computed")).containsOnly(-1);
  }

  @Test
  void theHostRefusesAKernelThatUsesAConstantWithoutAValue() {
    assertThatThrownBy(() -> run(Target.HOST, Map.of("has_addend", "true"), "tell"))
        .isInstanceOf(CompilationException.class)
        .hasMessageContaining(
            "function_constants.metal:20: the function constant 'negated', declared at"
                + " function_constants.metal:4, is used but has no value. Give it a value in the"
                + " parameter 'functionConstants', or test it with"
                + " is_function_constant_defined(negated) first.");
  }

  @Test
  void metalRefusesItForItsOwnLaunch() throws Exception {
    Program program = TestPrograms.of(FILE, Map.of()).specialized(Map.of("count", "3"));
    try (Library library = Target.METAL.load(program, Set.of())) {
      List<Ending> endings = library.runAll(List.of(launch("tell"), launch("cautious")));
      assertThat(endings.get(0).toString())
          .contains("the device cannot specialize tell: ")
          .contains("negated");
      assertThat(endings.get(1)).isInstanceOf(Ending.Ran.class);
    }
  }

  private static Launch launch(String kernel) {
    return new Launch(
        kernel,
        new Size(1, 1, 1),
        new Size(ELEMENTS, 1, 1),
        List.of(new Argument.Output("y", ELEMENTS * Float.BYTES)));
  }
}
