package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Linux tells of a processor decides what kernels are compiled for. */
class HostCpuTest {

  private static final List<String> ALL =
      List.of("sse2", "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave", "vmx");

  @Test
  void aProcessorWithAllOfItIsOfLevelThree() {
    HostCpu cpu = with(ALL);

    assertThat(cpu.name()).isEqualTo("x86-64-v3");
    assertThat(cpu.flags()).containsExactly("-march=x86-64-v3");
  }

  @Test
  void lzcntAloneCanBeLeftOut() {
    HostCpu cpu = without("abm");

    assertThat(cpu.name()).isEqualTo("x86-64-v3 without lzcnt");
    assertThat(cpu.flags()).containsExactly("-march=x86-64-v3", "-mno-lzcnt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "movbe", "xsave"})
  void withoutAnyOtherItIsTheBaseline(String flag) {
    assertThat(without(flag).flags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sse2", "vmx"})
  void whatTheLevelHasNotMakesNoDifference(String flag) {
    assertThat(without(flag)).isEqualTo(with(ALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "processor : 0\n", "Features : fp asimd fphp asimdhp\n"})
  void whereLinuxTellsNoFlagsItIsTheBaseline(String cpuinfo) {
    assertThat(HostCpu.of(cpuinfo).flags()).isEmpty();
    assertThat(HostCpu.of(cpuinfo).name()).isEqualTo(System.getProperty("os.arch"));
  }

  private static HostCpu without(String flag) {
    List<String> flags = new ArrayList<>(ALL);
    flags.remove(flag);
    return with(flags);
  }

  private static HostCpu with(List<String> flags) {
    return HostCpu.of("processor\t: 0\nflags\t\t: " + String.join(" ", flags) + "\nbugs\t: \n");
  }
}
