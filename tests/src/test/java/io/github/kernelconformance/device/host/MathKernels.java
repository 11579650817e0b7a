package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Kernels that call each function of {@link MathFunction}, in each namespace and type. */
final class MathKernels implements AutoCloseable {

  /** Where a function is named from. */
  enum Space {
    PLAIN(""),
    PRECISE("precise::"),
    FAST("fast::");

    private final String prefix;

    Space(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Small: the stacks of each library in a process take a number of mappings that is limited. */
  private static final int THREADGROUP = 64;

  private static final List<String> OF_ONE =
      MathFunction.ALL.stream().map(MathFunction::name).toList();
  private static final List<String> OF_TWO =
      MathFunction.PAIRS.stream().map(MathFunction.Pair::name).toList();

  private final Library library;

  MathKernels(Device device) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "test-kernels"));
    Program program = TestPrograms.of(directory.resolve("all_math.metal"), text());
    this.library =
        device.load(
            List.of(program),
            program.kernels().stream().map(Kernel::name).collect(Collectors.toSet()));
  }

  /** Results by argument, then function. */
  float[] floats(Space space, int operands, float[] arguments) throws Exception {
    return Buffers.floats(run("float", space, operands, Buffers.floats(arguments), 4));
  }

  /** The same of codes of halves. */
  int[] halves(Space space, int operands, int[] arguments) throws Exception {
    return Buffers.shorts(run("half", space, operands, Buffers.shorts(arguments), 2));
  }

  @Override
  public void close() {
    library.close();
  }

  private ByteBuffer run(String type, Space space, int operands, byte[] in, int size)
      throws Exception {
    int calls = in.length / size / operands;
    int functions = (operands == 1 ? OF_ONE : OF_TWO).size();
    Launch launch =
        new Launch(
            name(type, space, operands),
            new Size(calls / THREADGROUP, 1, 1),
            new Size(THREADGROUP, 1, 1),
            List.of(
                new Argument.Input("in", in),
                new Argument.Output("out", size * functions * calls)));
    return ByteBuffer.wrap(library.run(launch).outputs().get("out"));
  }

  private static String name(String type, Space space, int operands) {
    return "%s_%s_%d".formatted(type, space, operands);
  }

  private static String text() {
    StringBuilder text = new StringBuilder("#include <metal_stdlib>\nusing namespace metal;\n");
    for (String type : List.of("float", "half")) {
      for (Space space : Space.values()) {
        append(text, type, space, 1, OF_ONE, "x");
        append(text, type, space, 2, OF_TWO, "x, in[2 * i + 1]");
      }
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text,
      String type,
      Space space,
      int operands,
      List<String> functions,
      String arguments) {
    text.append(
        """
        kernel void %1$s(const device %2$s* in [[buffer(0)]], device %2$s* out [[buffer(1)]],
                         uint i [[thread_position_in_grid]]) {
          const %2$s x = in[%3$d * i];
          device %2$s* row = out + %4$d * i;
        """
            .formatted(name(type, space, operands), type, operands, functions.size()));
    for (int n = 0; n < functions.size(); n++) {
      text.append(
          "  row[%d] = %s%s(%s);\n".formatted(n, space.prefix, functions.get(n), arguments));
    }
    text.append("}\n");
  }
}
