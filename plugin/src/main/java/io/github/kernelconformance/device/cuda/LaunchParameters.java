package io.github.kernelconformance.device.cuda;

import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The parameters of a launch, as {@code cuLaunchKernel} takes them in one buffer.
 *
 * @param bytes each at a multiple of its size, in the order of the entry's parameters
 * @param sharedMemory bytes of dynamic shared memory
 */
record LaunchParameters(byte[] bytes, int sharedMemory) {

  /** What threadgroup memory is aligned to: the largest vector of MSL has so many bytes. */
  private static final int ALIGNMENT = 16;

  /**
   * Lays them out.
   *
   * @param addresses on the card, by argument name; with one for each buffer of the kernel
   */
  static LaunchParameters of(Launch launch, CudaKernel kernel, Map<String, Long> addresses) {
    int most = kernel.arguments().size() * Long.BYTES + Long.BYTES + CudaGrid.BYTES;
    ByteBuffer out = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
    int shared = 0;
    for (CudaArgument argument : kernel.arguments()) {
      if (argument.kind() == CudaArgument.Kind.BUFFER) {
        out.position(up(out.position(), Long.BYTES));
        out.putLong(addresses.get(argument.name()));
      } else {
        out.putInt(shared);
        shared = up(shared + length(launch, argument.name()), ALIGNMENT);
      }
    }
    CudaGrid.write(launch, out);
    byte[] bytes = new byte[out.position()];
    System.arraycopy(out.array(), 0, bytes, 0, bytes.length);
    return new LaunchParameters(bytes, shared);
  }

  private static int length(Launch launch, String name) {
    return launch.arguments().stream()
        .filter(it -> it.name().equals(name) && it instanceof Argument.Threadgroup)
        .mapToInt(it -> ((Argument.Threadgroup) it).length())
        .findFirst()
        .orElse(0);
  }

  private static int up(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
