package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Program;
import io.github.kernelconformance.testing.MetalSearchPath;
import io.github.kernelconformance.testing.TestPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Buffers of every role and type that are bound inside their allocations: all that is the kernel's
 * can be used, and nothing before or after it.
 */
@ExtendWith(MetalSearchPath.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacedBufferTest {

  private static final int COUNT = 5;

  /** From the start of the allocation to the pointer, and back from there, in elements. */
  private static final List<int[]> PLACES =
      List.of(
          new int[] {0, 0},
          new int[] {1, 0},
          new int[] {1, 1},
          new int[] {3, 0},
          new int[] {3, 2},
          new int[] {3, 3},
          new int[] {16, 0},
          new int[] {16, 16},
          new int[] {1000, 0},
          new int[] {1000, 7});

  private record Type(String msl, int bytes) {}

  private static final List<Type> TYPES =
      List.of(
          new Type("uchar", 1),
          new Type("ushort", 2),
          new Type("half", 2),
          new Type("bfloat", 2),
          new Type("uint", 4),
          new Type("float", 4),
          new Type("ulong", 8),
          new Type("uint4", 16));

  private enum Role {
    READ,
    WRITE,
    ADD
  }

  private final Map<Target, Library> libraries = new EnumMap<>(Target.class);

  @BeforeAll
  void compile(@TempDir Path directory) throws Exception {
    StringBuilder text = new StringBuilder("#include <metal_stdlib>\nusing namespace metal;\n");
    for (Type type : TYPES) {
      text.append(
          """
          [[kernel]] void read_T(const device T* x [[buffer(0)]], const constant int& at [[buffer(1)]],
                                 device T* y [[buffer(2)]]) { y[0] = x[at]; }
          [[kernel]] void write_T(device T* x [[buffer(0)]], const constant int& at [[buffer(1)]],
                                  const device T* y [[buffer(2)]]) { x[at] = y[0]; }
          [[kernel]] void add_T(device T* x [[buffer(0)]], const constant int& at [[buffer(1)]],
                                const device T* y [[buffer(2)]]) { x[at] = x[at] + y[0]; }
          """
              .replaceAll("\\bT\\b|(?<=_)T", type.msl()));
    }
    Program program = TestPrograms.of(directory.resolve("placed.metal"), text.toString());
    Set<String> kernels = program.kernels().stream().map(Kernel::name).collect(Collectors.toSet());
    for (Target target : Target.values()) {
      libraries.put(target, target.load(program, kernels));
    }
  }

  @AfterAll
  void close() {
    libraries.values().forEach(Library::close);
  }

  /** One launch: an access of one element, counted from the pointer. */
  private record Access(Role role, Type type, int offset, int reach, int at) {

    private Launch launch() {
      int length = (offset + COUNT) * type.bytes();
      byte[] numbers = numbers(length);
      int bytes = offset * type.bytes();
      int back = reach * type.bytes();
      Argument x =
          role == Role.READ
              ? new Argument.Input("x", numbers, bytes, back)
              : new Argument.Output(
                  "x",
                  length,
                  role == Role.ADD ? Optional.of(numbers) : Optional.empty(),
                  bytes,
                  back,
                  Fill.BYTES);
      Argument y =
          role == Role.READ
              ? new Argument.Output("y", type.bytes())
              : new Argument.Input("y", new byte[type.bytes()]);
      return new Launch(
          role.name().toLowerCase(java.util.Locale.ROOT) + "_" + type.msl(),
          new Size(1, 1, 1),
          new Size(1, 1, 1),
          List.of(x, MetalKernels.input("at", at), y));
    }

    /** No NaN among them, whatever the type. */
    private static byte[] numbers(int length) {
      byte[] numbers = new byte[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = (byte) (1 + i % 60);
      }
      return numbers;
    }

    private byte[] element(byte[] of) {
      int begin = (offset + at) * type.bytes();
      return Arrays.copyOfRange(of, begin, begin + type.bytes());
    }
  }

  private static List<Access> accesses(boolean within) {
    List<Access> accesses = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Type type : TYPES) {
        for (int[] place : PLACES) {
          List<Integer> at =
              within
                  ? List.of(-place[1], 0, COUNT - 1)
                  : List.of(-place[1] - 1, COUNT, -place[1] - 16 / type.bytes() - 3, COUNT + 9);
          at.forEach(it -> accesses.add(new Access(role, type, place[0], place[1], it)));
        }
      }
    }
    return accesses;
  }

  @ParameterizedTest
  @EnumSource
  void allThatIsTheKernelsCanBeUsed(Target target) throws Exception {
    List<Access> accesses = accesses(true);
    assertThat(accesses).hasSize(3 * TYPES.size() * PLACES.size() * 3);
    for (Access it : accesses) {
      Execution execution = libraries.get(target).run(it.launch());
      assertThat(execution.findings()).as("%s", it).isEmpty();
      byte[] before = Access.numbers((it.offset() + COUNT) * it.type().bytes());
      switch (it.role()) {
        case READ ->
            assertThat(execution.outputs().get("y")).as("%s", it).isEqualTo(it.element(before));
        case WRITE ->
            assertThat(it.element(execution.outputs().get("x")))
                .as("%s", it)
                .containsOnly((byte) 0);
        case ADD ->
            assertThat(it.element(execution.outputs().get("x")))
                .as("%s", it)
                .isEqualTo(it.element(before));
      }
    }
  }

  /** The host sees every access, with its place from the pointer on. */
  @Test
  void theHostSeesWhatIsOutside() throws Exception {
    for (Access it : accesses(false)) {
      Execution execution = libraries.get(Target.HOST).run(it.launch());
      assertThat(execution.findings()).as("%s", it).isNotEmpty();
      for (Finding finding : execution.findings()) {
        assertThat(finding.kind()).as("%s", it).isEqualTo(Finding.Kind.MEMORY);
        assertThat(finding.access().orElseThrow().buffer()).as("%s", it).isEqualTo("x");
      }
      Finding first = execution.findings().get(0);
      Finding.Access access = first.access().orElseThrow();
      int size = it.type().bytes();
      assertThat(access.offset()).as("%s", it).isEqualTo((long) it.at() * size);
      assertThat(access.write()).as("%s", it).isEqualTo(it.role() == Role.WRITE);
      long outBy =
          it.at() < 0 ? (-it.at() - it.reach()) * (long) size : (it.at() + 1 - COUNT) * (long) size;
      assertThat(access.outBy()).as("%s: %s", it, first.message()).isEqualTo(outBy);
      assertThat(first.message())
          .as("%s", it)
          .contains(it.at() < 0 ? "before the start" : "past the end")
          .contains("of its %,d bytes".formatted((COUNT + it.reach()) * size));
    }
  }

  /** Metal's guards show what was written; a byte that is what it was shows nothing. */
  @Test
  void metalSeesWhatIsWrittenOutside() throws Exception {
    for (Access it : accesses(false)) {
      if (it.role() == Role.WRITE) {
        Execution execution = libraries.get(Target.METAL).run(it.launch());
        assertThat(execution.findings()).as("%s", it).hasSize(1);
        Finding finding = execution.findings().get(0);
        assertThat(finding.kind()).as("%s", it).isEqualTo(Finding.Kind.MEMORY);
        assertThat(finding.access().orElseThrow().buffer()).as("%s", it).isEqualTo("x");
        assertThat(finding.message())
            .as("%s", it)
            .contains(it.at() < 0 ? "before its" : "past its");
      }
    }
  }

  @Test
  void aPointerIsInItsBuffer() {
    assertThatThrownBy(() -> new Argument.Input("x", new byte[8], 9))
        .hasMessage("x has 8 bytes, so it cannot be bound at byte 9 and reach back by 9");
    assertThatThrownBy(() -> new Argument.Input("x", new byte[8], 4, 5))
        .hasMessage("x has 8 bytes, so it cannot be bound at byte 4 and reach back by 5");
    assertThatThrownBy(
            () -> new Argument.Output("x", 8, Optional.of(new byte[7]), 0, 0, Fill.BYTES))
        .hasMessage("x has 8 bytes, and 7 are to be in it");
  }
}
