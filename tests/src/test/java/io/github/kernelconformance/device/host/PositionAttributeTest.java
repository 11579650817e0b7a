package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.family.Size;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every position attribute of a compute kernel (MSL, "Kernel Function Input Attributes"), as scalar
 * and as vector.
 */
class PositionAttributeTest {

  private static final Size GROUPS = new Size(2, 3, 2);
  private static final Size THREADS = new Size(8, 4, 2);

  /** What one thread should see, in Metal's definitions. */
  private record Thread(Position group, Position local) {

    int index() {
      return (local.z * THREADS.height() + local.y) * THREADS.width() + local.x;
    }

    Position expected(String attribute) {
      return switch (attribute) {
        case "thread_position_in_grid" ->
            new Position(
                group.x * THREADS.width() + local.x,
                group.y * THREADS.height() + local.y,
                group.z * THREADS.depth() + local.z);
        case "thread_position_in_threadgroup" -> local;
        case "threadgroup_position_in_grid" -> group;
        case "threadgroups_per_grid" ->
            new Position(GROUPS.width(), GROUPS.height(), GROUPS.depth());
        case "threads_per_grid", "grid_size" -> new Position(16, 12, 4);
        case "grid_origin" -> new Position(0, 0, 0);
        case "threads_per_threadgroup", "dispatch_threads_per_threadgroup" ->
            new Position(THREADS.width(), THREADS.height(), THREADS.depth());
        case "thread_index_in_threadgroup" -> scalar(index());
        case "thread_index_in_simdgroup" -> scalar(index() % 32);
        case "thread_index_in_quadgroup" -> scalar(index() % 4);
        case "simdgroup_index_in_threadgroup" -> scalar(index() / 32);
        case "quadgroup_index_in_threadgroup" -> scalar(index() / 4);
        case "simdgroups_per_threadgroup", "dispatch_simdgroups_per_threadgroup" -> scalar(2);
        case "quadgroups_per_threadgroup", "dispatch_quadgroups_per_threadgroup" -> scalar(16);
        case "threads_per_simdgroup", "thread_execution_width" -> scalar(32);
        default -> throw new IllegalArgumentException(attribute);
      };
    }

    private static Position scalar(int value) {
      return new Position(value, 0, 0);
    }
  }

  private record Position(int x, int y, int z) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thread_position_in_grid",
        "thread_position_in_threadgroup",
        "threadgroup_position_in_grid",
        "threadgroups_per_grid",
        "threads_per_grid",
        "threads_per_threadgroup",
        "dispatch_threads_per_threadgroup",
        "grid_size",
        "grid_origin"
      })
  void vectors(String attribute) {
    for (String type : List.of("uint", "ushort")) {
      check(attribute, type, 1);
      check(attribute, type + "2", 2);
      check(attribute, type + "3", 3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thread_index_in_threadgroup",
        "thread_index_in_simdgroup",
        "thread_index_in_quadgroup",
        "simdgroup_index_in_threadgroup",
        "quadgroup_index_in_threadgroup",
        "simdgroups_per_threadgroup",
        "quadgroups_per_threadgroup",
        "dispatch_simdgroups_per_threadgroup",
        "dispatch_quadgroups_per_threadgroup",
        "threads_per_simdgroup",
        "thread_execution_width"
      })
  void scalars(String attribute) {
    check(attribute, "uint", 1);
    check(attribute, "ushort", 1);
  }

  private static void check(String attribute, String type, int components) {
    int threads = GROUPS.width() * GROUPS.height() * GROUPS.depth() * 64;
    ByteBuffer out =
        HostKernel.run(
            "attributes.metal",
            attribute + "_" + type,
            GROUPS,
            THREADS,
            new byte[4],
            threads * 3 * 4);
    for (int z = 0; z < GROUPS.depth(); z++) {
      for (int y = 0; y < GROUPS.height(); y++) {
        for (int x = 0; x < GROUPS.width(); x++) {
          for (int local = 0; local < 64; local++) {
            Thread thread =
                new Thread(
                    new Position(x, y, z), new Position(local % 8, local / 8 % 4, local / 32));
            Position expected = thread.expected(attribute);
            out.position((((z * 3 + y) * 2 + x) * 64 + local) * 12);
            assertThat(List.of(out.getInt(), out.getInt(), out.getInt()))
                .as(attribute + " as " + type + " of " + thread)
                .containsExactly(
                    expected.x, components > 1 ? expected.y : 0, components > 2 ? expected.z : 0);
          }
        }
      }
    }
  }
}
