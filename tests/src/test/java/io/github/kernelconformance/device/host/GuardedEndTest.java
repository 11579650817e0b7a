package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Fill;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where no check looks at each access, a page that nobody may touch lies behind each buffer: reads
 * and writes of every width that reach every distance past the end, and twins that do not.
 */
class GuardedEndTest {

  private static final Path FILE = Path.of("target", "guarded-end", "guarded.metal");
  private static final int WIDEST = 16;
  private static final int[] WHOLE = {32, 64, 4096, 65_536};
  private static final int[] ODD = {1, 4, 18, 31, 100, 4095};

  private enum Role {
    DEVICE,
    CONSTANT,
    THREADGROUP,
    WRITTEN,
    THREADGROUP_WRITTEN;

    private boolean writes() {
      return this == WRITTEN || this == THREADGROUP_WRITTEN;
    }
  }

  @BeforeAll
  static void write() throws IOException {
    StringBuilder text =
        new StringBuilder("#include <metal_stdlib>\nusing namespace metal;\n")
            .append("template <int N> struct Bytes { uchar all[N]; };\n");
    for (int width = 1; width <= WIDEST; width++) {
      text.append(
          """
          [[kernel]] void device_N(const device uchar* x [[buffer(0)]], const device int& at [[buffer(1)]],
              device Bytes<N>* y [[buffer(2)]]) {
            *y = *reinterpret_cast<const device Bytes<N>*>(x + at);
          }
          [[kernel]] void constant_N(const constant uchar* x [[buffer(0)]], const device int& at [[buffer(1)]],
              device Bytes<N>* y [[buffer(2)]]) {
            *y = *reinterpret_cast<const constant Bytes<N>*>(x + at);
          }
          [[kernel]] void threadgroup_N(threadgroup uchar* x [[threadgroup(0)]], const device int& at [[buffer(1)]],
              device Bytes<N>* y [[buffer(2)]]) {
            *y = *reinterpret_cast<const threadgroup Bytes<N>*>(x + at);
          }
          [[kernel]] void written_N(device uchar* x [[buffer(0)]], const device int& at [[buffer(1)]],
              const device Bytes<N>* y [[buffer(2)]]) {
            *reinterpret_cast<device Bytes<N>*>(x + at) = *y;
          }
          [[kernel]] void threadgroup_written_N(threadgroup uchar* x [[threadgroup(0)]],
              const device int& at [[buffer(1)]], const device Bytes<N>* y [[buffer(2)]]) {
            *reinterpret_cast<threadgroup Bytes<N>*>(x + at) = *y;
          }
          """
              .replaceAll("(?<=_)N|\\bN\\b", String.valueOf(width)));
    }
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text.toString());
  }

  /** An access of a buffer's last bytes, and of so many beyond them. */
  private record Access(Role role, int width, int length, int beyond) {

    private Launch launch() {
      Argument x =
          switch (role) {
            case DEVICE, CONSTANT -> new Argument.Input("x", new byte[length]);
            case WRITTEN -> new Argument.Output("x", length);
            case THREADGROUP, THREADGROUP_WRITTEN -> new Argument.Threadgroup("x", length);
          };
      Argument y =
          role.writes()
              ? new Argument.Input("y", new byte[width])
              : new Argument.Output("y", width);
      return new Launch(
          role.name().toLowerCase(Locale.ROOT) + "_" + width,
          new Size(1, 1, 1),
          new Size(1, 1, 1),
          List.of(x, new Argument.Input("at", Buffers.ints(at())), y));
    }

    private int at() {
      return length + beyond - width;
    }
  }

  private static Stream<Access> accesses(int[] lengths, boolean within) {
    List<Access> all = new ArrayList<>();
    for (Role role : Role.values()) {
      for (int width = 1; width <= WIDEST; width++) {
        for (int length : lengths) {
          for (int beyond = within ? 0 : 1; beyond <= (within ? 0 : width); beyond++) {
            if (length + beyond >= width) {
              all.add(new Access(role, width, length, beyond));
            }
          }
        }
      }
    }
    return all.stream();
  }

  static List<Set<Check>> checks() {
    return List.of(Set.of(), Set.of(Check.RACE));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void oneByteBeyondAPageIsEnough(Set<Check> checks) {
    List<Access> accesses = accesses(WHOLE, false).toList();
    assertThat(accesses).hasSize(5 * WHOLE.length * WIDEST * (WIDEST + 1) / 2);
    List<Execution> executions =
        HostKernel.executeAll(FILE, accesses.stream().map(Access::launch).toList(), checks);
    for (int i = 0; i < accesses.size(); i++) {
      Access it = accesses.get(i);
      List<Finding> findings = executions.get(i).findings();
      assertThat(findings).as("%s", it).isNotEmpty();
      Finding finding = findings.get(findings.size() - 1);
      assertThat(finding.kind()).as("%s", it).isEqualTo(Finding.Kind.MEMORY);
      Finding.Access access = finding.access().orElseThrow();
      assertThat(access.buffer()).as("%s", it).isEqualTo("x");
      assertThat(access.write()).as("%s", it).isEqualTo(it.role().writes());
      // The compiler may take the bytes in several parts, the last of them first.
      assertThat(access.offset())
          .as("%s", it)
          .isBetween((long) it.length(), (long) it.length() + it.beyond() - 1);
      if (checks.isEmpty()) { // with a check, the C library copies structs
        assertThat(finding.site().file()).as("%s", it).endsWith("guarded.metal");
      }
      assertThat(finding.message())
          .as("%s", it)
          .isEqualTo(
              "%s at byte %,d of x, past the end of its %,d bytes",
              it.role().writes() ? "write" : "read", access.offset(), it.length());
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  void theLastBytesAreTheKernels(Set<Check> checks) {
    List<Access> accesses = Stream.concat(accesses(WHOLE, true), accesses(ODD, true)).toList();
    List<Execution> executions =
        HostKernel.executeAll(FILE, accesses.stream().map(Access::launch).toList(), checks);
    for (int i = 0; i < accesses.size(); i++) {
      assertThat(executions.get(i).findings()).as("%s", accesses.get(i)).isEmpty();
    }
  }

  /** What lies between the end and the page: writes are seen, and reads get NaNs. */
  @Test
  void whatEndsElsewhereHasGuardBytesUpToItsPage() {
    List<Access> accesses = accesses(ODD, false).toList();
    List<Execution> executions =
        HostKernel.executeAll(FILE, accesses.stream().map(Access::launch).toList(), Set.of());
    int told = 0;
    for (int i = 0; i < accesses.size(); i++) {
      Access it = accesses.get(i);
      Execution execution = executions.get(i);
      int slack = (32 - it.length() % 32) % 32;
      if (it.role().writes() || it.beyond() > slack) {
        assertThat(execution.findings()).as("%s", it).isNotEmpty();
        told++;
      } else {
        assertThat(execution.findings()).as("%s", it).isEmpty();
        byte[] y = execution.outputs().get("y");
        assertThat(Arrays.copyOfRange(y, it.width() - it.beyond(), it.width()))
            .as("%s", it)
            .containsOnly((byte) 0xFF);
      }
    }
    assertThat(told).isGreaterThan(accesses.size() / 3);
  }

  /** A kernel that goes on after it touched a page is seen again in its next launch. */
  @Test
  void aPageIsGuardedAgain() {
    Access wrong = new Access(Role.DEVICE, 4, 64, 4);
    Access right = new Access(Role.DEVICE, 4, 64, 0);
    List<Launch> launches = Stream.of(wrong, right, wrong, wrong).map(Access::launch).toList();
    assertThat(HostKernel.executeAll(FILE, launches, Set.of()))
        .extracting(it -> it.findings().size())
        .containsExactly(1, 0, 1, 1);
  }

  /** What is not bound may be read as long as nobody uses it. */
  @Test
  void whatIsNotBoundHasGuardBytes() {
    Launch launch = new Access(Role.DEVICE, 16, 64, 0).launch();
    List<Argument> arguments = new ArrayList<>(launch.arguments());
    arguments.set(0, new Argument.Unbound("x"));
    arguments.set(1, new Argument.Input("at", Buffers.ints(0)));
    Launch unbound =
        new Launch(
            launch.kernel(), launch.threadgroups(), launch.threadsPerThreadgroup(), arguments);
    Execution execution = HostKernel.executeAll(FILE, List.of(unbound), Set.of()).get(0);
    assertThat(execution.findings()).isEmpty();
    assertThat(execution.outputs().get("y")).containsOnly((byte) 0xFF);
  }

  @Test
  void aBufferInsideItsAllocationEndsThereToo() {
    for (int offset : new int[] {0, 1, 16, 100}) {
      for (int beyond = 0; beyond < 2; beyond++) {
        int length = 128;
        Launch launch =
            new Launch(
                "written_1",
                new Size(1, 1, 1),
                new Size(1, 1, 1),
                List.of(
                    new Argument.Output("x", length, Optional.empty(), offset, 0, Fill.BYTES),
                    new Argument.Input("at", Buffers.ints(length - offset - 1 + beyond)),
                    new Argument.Input("y", new byte[1])));
        List<Finding> findings =
            HostKernel.executeAll(FILE, List.of(launch), Set.of()).get(0).findings();
        assertThat(findings).as("%d, %d", offset, beyond).hasSize(beyond);
        findings.forEach(
            it -> assertThat(it.access().orElseThrow().offset()).isEqualTo(length - offset));
      }
    }
  }
}
