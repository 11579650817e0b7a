package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.contract.AccuracyTable;
import io.github.kernelconformance.device.Device;
import io.github.kernelconformance.device.Library;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.msl.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a device promises of its functions, by its math mode. */
class AccuraciesTest {

  @ParameterizedTest
  @CsvSource({"safe, msl-precise", "relaxed, msl-relaxed", "fast, msl-fast"})
  void metalHasTheTableOfItsMathMode(String mode, String table) {
    assertThat(table("metal", mode).id()).isEqualTo(table);
  }

  @ParameterizedTest
  @EnumSource(MathMode.class)
  void theHostHasThatOfSafeMathWhateverIsAsked(MathMode mode) {
    assertThat(table("host", mode.id())).isEqualTo(AccuracyTable.MSL_PRECISE);
  }

  @Test
  void everyMathModeHasATableOfItsOwn() {
    assertThat(Arrays.stream(MathMode.values()).map(it -> table("metal", it.id())))
        .doesNotHaveDuplicates();
  }

  private static AccuracyTable table(String device, String mode) {
    return Accuracies.of(new Named(device), new MetalRequest(mode, false, Map.of()));
  }

  private record Named(String name) implements Device {
    @Override
    public String description() {
      return name;
    }

    @Override
    public Library load(List<Program> programs, Set<String> kernels) {
      throw new UnsupportedOperationException();
    }
  }
}
