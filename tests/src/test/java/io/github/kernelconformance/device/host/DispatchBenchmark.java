package io.github.kernelconformance.device.host;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.kernelconformance.bundled.FpMode;
import io.github.kernelconformance.bundled.FpQmv;
import io.github.kernelconformance.bundled.Pattern;
import io.github.kernelconformance.bundled.QmvFamily;
import io.github.kernelconformance.bundled.Shape;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.Cells;
import io.github.kernelconformance.testing.TestToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Measures one dispatch of a matrix-vector product, mxfp4, N = 16, beside a plain C++ loop of the
 * same arithmetic: engine time, the best of many. Nothing is asserted, and a build leaves it out,
 * since its name is no test's; docs/benchmarks.md tells how to run it.
 */
final class DispatchBenchmark {

  private static final int N = 16;
  private static final int ROUNDS = 400;
  private static final Path OUTPUT = Path.of("target", "benchmark");
  private static final Path KERNELS = Path.of("..", "kernels", "src", "main", "metal");

  @Test
  void dispatches() throws Exception {
    Program program =
        new Preprocessor(
                new PreprocessorSettings(
                    TestToolchain.clang().executable(),
                    Path.of(""),
                    List.of(KERNELS),
                    Map.of(),
                    PreprocessorSettings.DEFAULT_METAL_VERSION))
            .program(KERNELS.resolve("fp_qmv.metal"));
    Function loop = plainLoop();
    System.out.println(
        "microseconds a dispatch: mxfp4/float32/qmv_fast, N = 16, best of " + ROUNDS);
    System.out.printf(
        "%8s %10s %10s %10s %10s %8s %8s%n",
        "K", "loop", "unchecked", "checked", "and again", "u/loop", "c/loop");
    for (int k : new int[] {512, 4096, 16_384, 65_536}) {
      Launch launch = launch(k);
      double plain = time(loop, launch);
      List<Argument> buffers = launch.arguments();
      double unchecked =
          new Engine(program, launch, Set.of(), new GuardedLayout(4096).of(buffers)).time(0);
      Set<Check> all = EnumSet.allOf(Check.class);
      double checked = new Engine(program, launch, all, BufferLayout.of(buffers, true)).time(0);
      double again = new Engine(program, launch, all, BufferLayout.apart(buffers)).time(1);
      System.out.printf(
          "%8d %10.1f %10.1f %10.1f %10.1f %8.2f %8.2f%n",
          k, plain, unchecked, checked, again, unchecked / plain, checked / plain);
    }
  }

  private static Launch launch(int k) {
    QmvFamily family = new FpQmv();
    Shape shape = Shape.matVec(N, k);
    Problem problem = family.problem(FpMode.MXFP4, shape, Pattern.NORMAL, 0);
    Cell cell =
        Cells.cell(
            "fp_qmv", FpMode.MXFP4, DType.FLOAT32, "qmv_fast", "", true, shape, Pattern.NORMAL);
    return problem.launch(cell);
  }

  private static Function plainLoop() throws Exception {
    Files.createDirectories(OUTPUT);
    Path library = OUTPUT.resolve("plain_loop.so").toAbsolutePath();
    new ClangCommand(
            TestToolchain.clang(),
            TestToolchain.sources().directory(),
            Instrumentation.of(Set.of()))
        .run(
            List.of(
                "-shared",
                "-x",
                "c++",
                Path.of("src", "test", "metal", "plain_loop.cpp").toString(),
                "-o",
                library.toString()))
        .ifPresent(
            messages -> {
              throw new IllegalStateException(messages);
            });
    return NativeLibrary.getInstance(library.toString()).getFunction("plain_loop");
  }

  private static double time(Function loop, Launch launch) {
    Map<String, byte[]> bytes = new HashMap<>();
    for (Argument argument : launch.arguments()) {
      if (argument instanceof Argument.Input input) {
        bytes.put(input.name(), input.bytes());
      }
    }
    List<Memory> memory = new ArrayList<>();
    for (String name : List.of("w", "scales", "x")) {
      Memory copy = new Memory(bytes.get(name).length);
      copy.write(0, bytes.get(name), 0, bytes.get(name).length);
      memory.add(copy);
    }
    memory.add(new Memory(4L * N));
    int k = bytes.get("x").length / 4;
    Object[] arguments = {memory.get(0), memory.get(1), memory.get(2), memory.get(3), N, k};
    return best(() -> loop.invokeVoid(arguments));
  }

  private static double best(Runnable dispatch) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      dispatch.run();
      best = Math.min(best, System.nanoTime() - begin);
    }
    return best / 1e3;
  }

  /** A launch prepared once, so that only the engine is measured. */
  private static final class Engine {

    private final Function run;
    private final NativeLaunch prepared;

    Engine(Program program, Launch launch, Set<Check> checks, BufferLayout layout)
        throws Exception {
      Kernel kernel =
          program.kernels().stream()
              .filter(it -> it.name().equals(launch.kernel()))
              .findFirst()
              .orElseThrow();
      Path file =
          new HostCompiler(
                  TestToolchain.clang(),
                  TestToolchain.sources(),
                  OUTPUT,
                  Instrumentation.of(checks))
              .compile(program, List.of(kernel));
      NativeLibrary library =
          NativeLibrary.getInstance(
              file.toAbsolutePath().toString(), Map.of(Library.OPTION_OPEN_FLAGS, 2));
      run = library.getFunction("kernel_conformance_launch");
      Pointer base =
          (Pointer)
              library
                  .getFunction("kernel_conformance_arena")
                  .invoke(Pointer.class, new Object[] {layout.size()});
      Map<String, Pointer> addresses = new HashMap<>();
      for (int i = 0; i < launch.arguments().size(); i++) {
        Argument argument = launch.arguments().get(i);
        Pointer address = base.share(layout.offsets().get(i));
        addresses.put(argument.name(), address);
        if (argument instanceof Argument.Input input) {
          address.write(0, input.bytes(), 0, input.bytes().length);
        }
      }
      Pointer[] parameters =
          kernel.parameters().stream()
              .map(Parameter::name)
              .map(addresses::get)
              .toArray(Pointer[]::new);
      prepared =
          new NativeLaunch(
              launch,
              library.getGlobalVariableAddress(EntrySource.symbol(0)),
              base,
              layout,
              parameters,
              checks.stream().mapToInt(check -> 1 << check.ordinal()).sum());
    }

    double time(long order) {
      prepared.order(order);
      Object[] arguments = {prepared.address()};
      double best = best(() -> run.invokeInt(arguments));
      if (prepared.findingCount() != 0) {
        throw new IllegalStateException("the benchmark's kernel has findings");
      }
      return best;
    }
  }
}
