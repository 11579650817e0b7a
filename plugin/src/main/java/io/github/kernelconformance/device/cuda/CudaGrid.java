package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import java.nio.ByteBuffer;

/**
 * The last parameter of each entry, {@code kernel_conformance_grid}: three sizes of three 32-bit
 * numbers each, x first.
 */
public final class CudaGrid {

  /** Its size in bytes. */
  public static final int BYTES = 9 * Integer.BYTES;

  private CudaGrid() {}

  /** Threads in a threadgroup that is whole. */
  static int threads(Launch launch) {
    Size it = launch.threadsPerThreadgroup();
    return it.width() * it.height() * it.depth();
  }

  /** Writes threadgroups, threads in each of them, and threads of the whole grid. */
  static void write(Launch launch, ByteBuffer out) {
    Size groups = launch.threadgroups();
    Size each = launch.threadsPerThreadgroup();
    put(groups, out);
    put(each, out);
    put(
        launch
            .threads()
            .orElseGet(
                () ->
                    new Size(
                        groups.width() * each.width(),
                        groups.height() * each.height(),
                        groups.depth() * each.depth())),
        out);
  }

  private static void put(Size size, ByteBuffer out) {
    out.putInt(size.width()).putInt(size.height()).putInt(size.depth());
  }
}
