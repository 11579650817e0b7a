package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.*;
import io.github.kernelconformance.family.Argument;
import java.util.*;
import org.junit.jupiter.api.Test;

public class TryTest {
  public static void main(String[] a) {
    new TryTest().all();
  }

  @Test
  void all() {
    String[] floats = {
      "read_past_end",
      "read_before_start",
      "read_inside",
      "write_past_end",
      "write_input",
      "read_unwritten_output",
      "read_unwritten_tile",
      "tile_past_end",
      "template_tile_float",
      "misaligned_word",
      "packed_word",
      "through_null",
      "neighbour_without_barrier",
      "neighbour_with_barrier",
      "neighbour_with_simdgroup_barrier",
      "other_group_with_simdgroup_barrier",
      "barrier_without_fence",
      "write_after_read",
      "conversion",
      "sum_in_branch",
      "sum_of_all",
      "quads_apart",
      "two_barriers",
      "overflow"
    };
    for (String k : floats)
      show(k, CheckedKernel.run(k, Buffers.floats(CheckedKernel.sequence()), 256));
    show("read_wide", CheckedKernel.run("read_wide", Buffers.floats(new float[254]), 256));
    int[] ints = new int[64];
    for (int i = 0; i < 64; i++) ints[i] = i % 4;
    show("atomics", CheckedKernel.run("atomics", Buffers.ints(ints), 4));
    show("atomic_and_plain", CheckedKernel.run("atomic_and_plain", Buffers.ints(ints), 4));
    show("division", CheckedKernel.run("division", Buffers.ints(ints), 256));
    ints[20] = 4;
    ints[21] = 33;
    show("array_index", CheckedKernel.run("array_index", Buffers.ints(ints), 256));
    show("constant_past_end", CheckedKernel.run("constant_past_end", Buffers.ints(ints), 256));
    show("shift", CheckedKernel.run("shift", Buffers.ints(ints), 256));
    ints[20] = Integer.MAX_VALUE;
    show("overflow", CheckedKernel.run("overflow", Buffers.ints(ints), 256));
    float[] f = new float[64];
    f[3] = 3e9f;
    show("conversion", CheckedKernel.run("conversion", Buffers.floats(f), 256));
    for (String k :
        new String[] {"groups_write_other_values", "groups_write_same_values", "first_come"})
      show(k, CheckedKernel.run(k, 3, Buffers.ints(1), 256, CheckedKernel.ALL));
    show(
        "optional",
        CheckedKernel.run(
            "optional",
            1,
            List.of(
                new Argument.Input("in", Buffers.floats(CheckedKernel.sequence())),
                new Argument.Output("out", 256),
                new Argument.Unbound("extra")),
            CheckedKernel.ALL));
    show(
        "unchecked write",
        CheckedKernel.run(
            "write_past_end", 1, Buffers.floats(CheckedKernel.sequence()), 256, Set.of()));
  }

  static void show(String k, Execution e) {
    System.out.println("## " + k);
    for (Finding f : e.findings())
      System.out.println(
          "   "
              + f.kind()
              + " "
              + f.message()
              + " | "
              + f.site()
              + " other "
              + f.other()
              + " acc "
              + f.access()
              + " x"
              + f.count());
  }
}
