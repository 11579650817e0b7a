package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.numerics.DType;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
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

/** Structs, blocks of bytes, threadgroup memory of any length, and what is not bound. */
@ExtendWith(MetalSearchPath.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentKindsTest {

  private final Map<Target, Library> libraries = new EnumMap<>(Target.class);

  @BeforeAll
  void compile() throws Exception {
    Program program =
        TestPrograms.of(Path.of("src", "test", "metal", "launch_kinds.metal"), Map.of());
    Set<String> kernels = Set.of("of_struct", "of_blocks", "of_threadgroup", "of_unbound");
    for (Target target : Target.values()) {
      libraries.put(target, target.load(program, kernels));
    }
  }

  @AfterAll
  void close() {
    libraries.values().forEach(Library::close);
  }

  private Execution run(Target target, String kernel, int threads, List<Argument> arguments)
      throws Exception {
    return libraries
        .get(target)
        .run(new Launch(kernel, new Size(1, 1, 1), new Size(threads, 1, 1), arguments));
  }

  private static double[] floats(Execution execution) {
    assertThat(execution.findings()).isEmpty();
    return DType.FLOAT32.decode(execution.outputs().get("out"));
  }

  @ParameterizedTest
  @EnumSource
  void aStructHasItsFieldsAtTheirPlaces(Target target) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, -5).putLong(8, 7L << 32).putShort(16, (short) -9).putFloat(20, 0.25f);
    bytes.putInt(24, 11).putInt(28, 12).putInt(32, 13);
    Execution execution =
        run(
            target,
            "of_struct",
            8,
            List.of(new Argument.Input("sizes", bytes.array()), new Argument.Output("out", 32)));
    assertThat(floats(execution)).containsExactly(-5, 7, -9, 0.25, 11, 12, 13, 40);
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfBytesFollowEachOther(Target target) throws Exception {
    for (int count : new int[] {1, 2, 7}) {
      for (int offset : new int[] {0, 1, 3}) {
        ByteBuffer bytes =
            ByteBuffer.allocate((offset + count) * 18).order(ByteOrder.LITTLE_ENDIAN);
        double[] expected = new double[count];
        for (int i = 0; i < count; i++) {
          bytes.putShort((offset + i) * 18, (short) 0x3800); // 0.5
          bytes.put((offset + i) * 18 + 17, (byte) (200 + i));
          expected[i] = (200 + i) / 2.0;
        }
        Execution execution =
            run(
                target,
                "of_blocks",
                count,
                List.of(
                    new Argument.Input("blocks", bytes.array(), offset * 18, 0),
                    new Argument.Output("out", count * Float.BYTES)));
        assertThat(floats(execution)).as("%d, %d", count, offset).containsExactly(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadgroupMemoryHasAnyLength(Target target) throws Exception {
    for (int n : new int[] {1, 4, 12, 15, 16, 17, 33, 100}) {
      byte[] x = new byte[n];
      byte[] turned = new byte[n];
      for (int i = 0; i < n; i++) {
        x[i] = (byte) (i + 1);
        turned[n - 1 - i] = x[i];
      }
      Execution execution = run(target, "of_threadgroup", n, threadgroup(x, n));
      assertThat(execution.findings()).as("%d", n).isEmpty();
      assertThat(execution.outputs()).containsOnlyKeys("out");
      assertThat(execution.outputs().get("out")).as("%d", n).isEqualTo(turned);
    }
  }

  /** The host has the length that was asked for; Metal rounds it up. */
  @Test
  void threadgroupMemoryEndsWhereItEnds() throws Exception {
    for (int n : new int[] {2, 12, 16, 17, 100}) {
      Execution execution = run(Target.HOST, "of_threadgroup", n, threadgroup(new byte[n], n - 1));
      assertThat(execution.findings())
          .as("%d", n)
          .isNotEmpty()
          .allMatch(it -> it.kind() == Finding.Kind.MEMORY);
    }
  }

  private static List<Argument> threadgroup(byte[] x, int second) {
    return List.of(
        new Argument.Input("x", x),
        new Argument.Output("out", x.length),
        new Argument.Threadgroup("first", x.length),
        new Argument.Threadgroup("second", second));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotReadNeedNotBeBound(Target target) throws Exception {
    for (int flags = 0; flags < 8; flags++) {
      Execution execution = run(target, "of_unbound", 2, unbound(flags, flags));
      double expected = (1.5 + ((flags & 1) != 0 ? 8 : 0)) * ((flags & 2) != 0 ? 4 : 1);
      assertThat(floats(execution)).as("%d", flags).containsExactly(expected, expected);
    }
  }

  @Test
  void theHostTellsWhatIsReadAlthoughItIsNotBound() throws Exception {
    List<String> names = List.of("mask", "scale", "more");
    for (int i = 0; i < names.size(); i++) {
      Execution execution = run(Target.HOST, "of_unbound", 2, unbound(0, 1 << i));
      assertThat(execution.findings()).as(names.get(i)).isNotEmpty();
      Finding finding = execution.findings().get(0);
      assertThat(finding.kind()).isEqualTo(Finding.Kind.MEMORY);
      assertThat(finding.message()).contains(names.get(i), "an argument that is not bound");
    }
  }

  private static List<Argument> unbound(int bound, int flags) {
    List<Argument> all = new ArrayList<>();
    all.add(input("x", 1.5, 1.5));
    all.add((bound & 1) != 0 ? input("mask", 8, 8) : new Argument.Unbound("mask"));
    all.add((bound & 2) != 0 ? input("scale", 4) : new Argument.Unbound("scale"));
    all.add((bound & 4) != 0 ? new Argument.Output("more", 8) : new Argument.Unbound("more"));
    all.add(MetalKernels.input("flags", flags));
    all.add(new Argument.Output("out", 8));
    return all;
  }

  private static Argument input(String name, double... values) {
    return new Argument.Input(name, DType.FLOAT32.encode(values));
  }
}
