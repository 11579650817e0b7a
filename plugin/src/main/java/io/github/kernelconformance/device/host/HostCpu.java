package io.github.kernelconformance.device.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The instruction set that kernels are compiled for.
 *
 * @param name of the level of the x86-64 psABI, or the architecture's where it is the baseline
 * @param flags clang's, none for the baseline
 */
record HostCpu(String name, List<String> flags) {

  /** What level v3 adds, as Linux names it, without lzcnt. */
  private static final Set<String> X86_64_V3 =
      Set.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "movbe", "xsave");

  private static final String LZCNT = "abm";

  /**
   * Level v3 where the processor has it, which converts half precision in one instruction, else the
   * baseline. Some virtual machines have all of it but lzcnt, which is left out then.
   *
   * @param cpuinfo the text of {@code /proc/cpuinfo}
   */
  static HostCpu of(String cpuinfo) {
    Set<String> has =
        cpuinfo
            .lines()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Set.copyOf(Arrays.asList(line.split("\\s+"))))
            .orElse(Set.of());
    if (!has.containsAll(X86_64_V3)) {
      return new HostCpu(System.getProperty("os.arch"), List.of());
    }
    return has.contains(LZCNT)
        ? new HostCpu("x86-64-v3", List.of("-march=x86-64-v3"))
        : new HostCpu("x86-64-v3 without lzcnt", List.of("-march=x86-64-v3", "-mno-lzcnt"));
  }

  /** That of this machine. */
  static HostCpu current() {
    try {
      return of(Files.readString(Path.of("/proc/cpuinfo")));
    } catch (IOException e) {
      return of("");
    }
  }
}
