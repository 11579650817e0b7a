package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType.Element;
import io.github.kernelconformance.family.KernelName;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.msl.Programs;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kernels that are known by a template's arguments and by values of function constants, on the host
 * and on the stand-in for Metal, all in one library.
 */
@ExtendWith(MetalSearchPath.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedKernelsTest {

  private static final Path FILE = Path.of("src", "test", "metal", "named_kernels.metal");
  private static final int COUNT = 4;

  private static final int[] BLOCKS = {-7, 1, 32, 33, 1024};
  private static final float[] SCALES = {0.5f, 1e-5f};

  private final Map<Target, Library> libraries = new EnumMap<>(Target.class);
  private final Map<String, double[]> expected = new LinkedHashMap<>();
  private final Map<String, List<Argument>> inputs = new LinkedHashMap<>();
  private final Map<String, Element> outputs = new LinkedHashMap<>();

  @BeforeAll
  void compile() throws Exception {
    told();
    templates();
    Program program = TestPrograms.of(FILE, Map.of()).specialized(Map.of("SCALE", "3"));
    List<Program> complete = Programs.with(List.of(program), expected.keySet());
    for (Target target : Target.values()) {
      libraries.put(target, target.load(complete.get(0), expected.keySet()));
    }
  }

  @AfterAll
  void close() {
    libraries.values().forEach(Library::close);
  }

  private void told() {
    Argument addend = floats("addend", 10, 20, 30, 40);
    for (int block : BLOCKS) {
      for (float scale : SCALES) {
        for (int added = 0; added < 2; added++) {
          KernelName name =
              KernelName.of("told")
                  .with("BLOCK", String.valueOf(block))
                  .with("SCALE", String.valueOf(scale))
                  .with("HAS_ADDEND", String.valueOf(added == 1));
          add(
              name,
              added == 1 ? List.of(addend) : List.of(),
              Element.FLOAT32,
              new double[] {
                block + 10 * added,
                scale + 20f * added,
                (block > 32 ? 1 : 0) + 30 * added,
                block + 40 * added
              });
        }
      }
    }
    // What the build gives holds for what the kernel does not have of its own.
    add(
        KernelName.of("told").with("BLOCK", "5").with("HAS_ADDEND", "false"),
        List.of(),
        Element.FLOAT32,
        new double[] {5, 3, 0, 5});
    add(KernelName.of("cautious"), List.of(), Element.FLOAT32, new double[] {-1, -1, -1, -1});
    add(
        KernelName.of("cautious").with("unset", "6"),
        List.of(),
        Element.FLOAT32,
        new double[] {6, 6, 6, 6});
  }

  private void templates() {
    double[] x = {1, 2, 3, -4};
    Map<String, Element> types =
        Map.of("float", Element.FLOAT32, "half", Element.FLOAT16, "bfloat", Element.BFLOAT16);
    types.forEach(
        (type, element) -> {
          Argument input = new Argument.Input("x", element.dtype().orElseThrow().encode(x));
          for (int n : new int[] {1, 2, 32}) {
            add(
                KernelName.of("times<%s,%d>".formatted(type, n)),
                List.of(input),
                element,
                new double[] {n, 2 * n, 3 * n, -4 * n});
          }
          add(
              KernelName.of("times< %s >".formatted(type)),
              List.of(input),
              element,
              new double[] {-1, -2, -3, 4});
          add(KernelName.of("same<%s>".formatted(type)), List.of(input), element, x);
        });
    Argument pairs = floats("x", 1, 2, 3, 4, 5, 6, 7, 8);
    for (int block = 0; block < 3; block++) {
      KernelName first = KernelName.of("deep::part<deep::Pair<float>, false>");
      KernelName second = KernelName.of("deep::part<deep::Pair<float>, true>");
      if (block > 0) {
        first = first.with("BLOCK", String.valueOf(block));
        second = second.with("BLOCK", String.valueOf(block));
      }
      int b = block;
      add(first, List.of(pairs), Element.FLOAT32, new double[] {1 + b, 3 + b, 5 + b, 7 + b});
      add(second, List.of(pairs), Element.FLOAT32, new double[] {2 + b, 4 + b, 6 + b, 8 + b});
    }
  }

  private void add(KernelName name, List<Argument> input, Element output, double[] values) {
    expected.put(name.spelling(), values);
    inputs.put(name.spelling(), input);
    outputs.put(name.spelling(), output);
  }

  private static Argument floats(String name, double... values) {
    return new Argument.Input(name, DType.FLOAT32.encode(values));
  }

  @ParameterizedTest
  @EnumSource
  void everyKernelHasItsOwnValues(Target target) throws Exception {
    Library library = libraries.get(target);
    assertThat(expected).hasSize(20 + 3 + 15 + 6);
    for (int round = 0; round < 2; round++) {
      for (String kernel : expected.keySet()) {
        assertThat(library.has(kernel)).as(kernel).isTrue();
        List<Argument> arguments = new ArrayList<>(inputs.get(kernel));
        arguments.add(new Argument.Output("out", COUNT * outputs.get(kernel).bytes()));
        Launch launch = new Launch(kernel, new Size(1, 1, 1), new Size(COUNT, 1, 1), arguments);
        byte[] out = library.run(launch).outputs().get("out");
        assertThat(outputs.get(kernel).decode(out))
            .as(kernel)
            .containsExactly(expected.get(kernel));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void signaturesAreOfTheKernelAsItIsMade(Target target) throws Exception {
    var signatures = libraries.get(target).signatures(expected.keySet());
    assertThat(signatures.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    String with = KernelName.parse("told[BLOCK=1, HAS_ADDEND=true, SCALE=0.5]").spelling();
    String without = KernelName.parse("told[BLOCK=1, HAS_ADDEND=false, SCALE=0.5]").spelling();
    assertThat(signatures.get(with).parameter("addend")).isPresent();
    assertThat(signatures.get(without).parameter("addend"))
        .hasValueSatisfying(it -> assertThat(it.presence().name()).isEqualTo("ABSENT"));
    assertThat(signatures.get("times<half, 2>").parameter("x").orElseThrow().element())
        .hasValueSatisfying(it -> assertThat(it.bytes()).isEqualTo(2));
  }

  /** Compilers run once for each set of values, and there is one library to load. */
  @Test
  void whatIsNotKnownIsLeftOut() throws Exception {
    Program program = TestPrograms.of(FILE, Map.of());
    Set<String> unknown =
        Set.of("none", "none<float>", "no_kernel<float>", "none[BLOCK=1]", "times<float", "a[b]");
    assertThat(Programs.with(List.of(program), unknown)).containsExactly(program);
  }

  @Test
  void wrongConstantsAndArgumentsAreToldWithTheirPlace() throws Exception {
    Program program = TestPrograms.of(FILE, Map.of());
    assertThatThrownBy(() -> program.with(Set.of("told[BLOK=1]")))
        .isInstanceOf(MslException.class)
        .hasMessageEndingWith(
            "named_kernels.metal:17: the contract of told gives the function constant 'BLOK', which"
                + " named_kernels.metal does not have; it has BLOCK, SCALE, HAS_ADDEND, unset.");
    assertThatThrownBy(() -> program.with(Set.of("told[BLOCK=0.5]")))
        .isInstanceOf(MslException.class)
        .hasMessageEndingWith(
            "named_kernels.metal:6: the function constant 'BLOCK' of the type int cannot be '0.5', as the"
                + " contract of told has it. Allowed: -2147483648 to 2147483647.");
    assertThatThrownBy(() -> program.with(Set.of("times<float, 1, 2>")))
        .isInstanceOf(MslException.class)
        .hasMessageEndingWith(
            "named_kernels.metal:33: the template times does not take the 3 arguments of"
                + " times<float, 1, 2>");
  }

  @Test
  void aTemplateOfAHeaderIsMadeOnce() throws Exception {
    Program program = TestPrograms.of(FILE, Map.of());
    List<Program> both = Programs.with(List.of(program, program), Set.of("times<float, 2>"));
    assertThat(both.get(0).kernel("times<float, 2>")).isPresent();
    assertThat(both.get(1).kernel("times<float, 2>")).isEmpty();
  }
}
