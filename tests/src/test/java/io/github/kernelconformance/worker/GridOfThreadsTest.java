package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Program;
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

/**
 * Grids in threads, whose last threadgroups are partial, and grids in threadgroups of any size:
 * what each thread knows of its place ("Kernel Function Input Attributes" of the MSL
 * specification).
 */
@ExtendWith(MetalSearchPath.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridOfThreadsTest {

  private static final int FIELDS = 32;

  private static final List<Size> GRIDS =
      List.of(
          new Size(1, 1, 1),
          new Size(5, 1, 1),
          new Size(31, 1, 1),
          new Size(32, 1, 1),
          new Size(33, 1, 1),
          new Size(100, 1, 1),
          new Size(7, 3, 1),
          new Size(1, 50, 1),
          new Size(5, 4, 3),
          new Size(1, 1, 9));

  private static final List<Size> THREADGROUPS =
      List.of(
          new Size(1, 1, 1),
          new Size(3, 1, 1),
          new Size(32, 1, 1),
          new Size(48, 1, 1),
          new Size(64, 1, 1),
          new Size(4, 2, 1),
          new Size(2, 3, 2),
          new Size(1, 33, 1),
          new Size(5, 7, 3));

  private final Map<Target, Library> libraries = new EnumMap<>(Target.class);

  @BeforeAll
  void compile() throws Exception {
    Program program =
        TestPrograms.of(Path.of("src", "test", "metal", "launch_kinds.metal"), Map.of());
    for (Target target : Target.values()) {
      libraries.put(target, target.load(program, Set.of("places")));
    }
  }

  @AfterAll
  void close() {
    libraries.values().forEach(Library::close);
  }

  @ParameterizedTest
  @EnumSource
  void threadsAtTheEdgesKnowThatOthersAreMissing(Target target) throws Exception {
    for (Size grid : GRIDS) {
      for (Size threads : THREADGROUPS) {
        check(target, Launch.ofThreads("places", grid, threads, arguments(grid)), grid);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wholeThreadgroupsNeedNotBeWholeSimdGroups(Target target) throws Exception {
    for (Size threads : THREADGROUPS) {
      Size groups = new Size(2, 3, 1);
      Size grid = new Size(2 * threads.width(), 3 * threads.height(), threads.depth());
      check(target, new Launch("places", groups, threads, arguments(grid)), grid);
    }
  }

  @Test
  void aGridInThreadsHasTheThreadgroupsThatItTakes() {
    Launch launch = Launch.ofThreads("places", new Size(33, 4, 1), new Size(32, 3, 1), List.of());
    assertThat(launch.threadgroups()).isEqualTo(new Size(2, 2, 1));
    assertThat(launch.threads()).contains(new Size(33, 4, 1));
  }

  private static List<Argument> arguments(Size grid) {
    return List.of(new Argument.Output("out", count(grid) * FIELDS * Integer.BYTES));
  }

  private void check(Target target, Launch launch, Size grid) throws Exception {
    Execution execution = libraries.get(target).run(launch);
    String what = "%s in %s".formatted(grid, launch.threadsPerThreadgroup());
    assertThat(execution.findings()).as(what).isEmpty();
    ByteBuffer out = ByteBuffer.wrap(execution.outputs().get("out")).order(ByteOrder.LITTLE_ENDIAN);
    for (int z = 0; z < grid.depth(); z++) {
      for (int y = 0; y < grid.height(); y++) {
        for (int x = 0; x < grid.width(); x++) {
          List<Integer> got = new ArrayList<>();
          for (int i = 0; i < FIELDS; i++) {
            got.add(out.getInt());
          }
          assertThat(got)
              .as("%s: (%d, %d, %d)", what, x, y, z)
              .isEqualTo(expected(grid, launch.threadsPerThreadgroup(), x, y, z));
        }
      }
    }
  }

  /** What the definitions say, without regard to how a device goes about it. */
  private static List<Integer> expected(Size grid, Size whole, int x, int y, int z) {
    int[] at = {x, y, z};
    int[] size = array(grid);
    int[] dispatched = array(whole);
    int[] within = new int[3];
    int[] group = new int[3];
    int[] groups = new int[3];
    int[] threads = new int[3];
    for (int d = 0; d < 3; d++) {
      within[d] = at[d] % dispatched[d];
      group[d] = at[d] / dispatched[d];
      groups[d] = (size[d] + dispatched[d] - 1) / dispatched[d];
      threads[d] = Math.min(dispatched[d], size[d] - group[d] * dispatched[d]);
    }
    List<Integer> all = new ArrayList<>();
    for (int[] it : List.of(at, size, within, group, groups, threads, dispatched)) {
      for (int value : it) {
        all.add(value);
      }
    }
    int index = (within[2] * threads[1] + within[1]) * threads[0] + within[0];
    int there = threads[0] * threads[1] * threads[2];
    int lanes = Math.min(32, there - index / 32 * 32);
    all.addAll(
        List.of(
            index,
            index % 32,
            index / 32,
            (there + 31) / 32,
            (count(whole) + 31) / 32,
            (there + 3) / 4,
            (count(whole) + 3) / 4,
            lanes,
            there - 1 - index,
            lanes - 1,
            Math.min(4, there - index / 4 * 4)));
    return all;
  }

  private static int[] array(Size size) {
    return new int[] {size.width(), size.height(), size.depth()};
  }

  private static int count(Size size) {
    return size.width() * size.height() * size.depth();
  }
}
