package io.github.kernelconformance.device.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The instruction set that kernels are compiled for. */
final class HostCpu {

  /** What the x86-64 psABI's level v3 adds, as Linux names it. */
  private static final Set<String> X86_64_V3 =
      Set.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave");

  private HostCpu() {}

  /**
   * A value for clang's {@code -march}: level v3 where the processor has it, which converts half
   * precision in one instruction, else empty for the platform's baseline.
   *
   * @param cpuinfo the text of {@code /proc/cpuinfo}
   */
  static Optional<String> march(String cpuinfo) {
    boolean v3 =
        cpuinfo
            .lines()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))).containsAll(X86_64_V3))
            .orElse(false);
    return v3 ? Optional.of("x86-64-v3") : Optional.empty();
  }

  /** The value for this machine. */
  static Optional<String> march() {
    try {
      return march(Files.readString(Path.of("/proc/cpuinfo")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
