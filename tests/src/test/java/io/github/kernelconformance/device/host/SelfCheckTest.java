package io.github.kernelconformance.device.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.matrix.Check;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.testing.BlindEngine;
import io.github.kernelconformance.testing.TestToolchain;
import io.github.kernelconformance.toolchain.NativeSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries whose checks do not see are refused when they are loaded. */
class SelfCheckTest {

  @TempDir private Path directory;

  @Test
  void anEngineThatDoesNotSeeNarrowReadsIsRefused() throws Exception {
    NativeSources blind = BlindEngine.in(directory.resolve("msl"));

    assertThatThrownBy(() -> load(blind, Set.of(Check.MEMORY)))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("The checks are blind")
        .hasMessageContaining("'memory' did not find a read of 1 byte past the end of a buffer")
        .hasMessageContaining("Delete ");
  }

  @Test
  void eachCheckAloneSees() {
    for (Check check : Check.values()) {
      assertThatCode(() -> load(TestToolchain.sources(), EnumSet.of(check)).close())
          .as(check.id())
          .doesNotThrowAnyException();
    }
  }

  private HostLibraries load(NativeSources sources, Set<Check> checks) throws Exception {
    Path file = directory.resolve("kernels.metal");
    Files.writeString(file, "#include <metal_stdlib>\nkernel void nothing() {}\n");
    Preprocessor preprocessor =
        new Preprocessor(
            new PreprocessorSettings(
                TestToolchain.clang().executable(),
                directory,
                List.of(),
                Map.of(),
                PreprocessorSettings.DEFAULT_METAL_VERSION));
    HostBuild build =
        new HostBuild(TestToolchain.clang(), sources, directory.resolve("compiled"), 1, checks);
    return new HostLibraries(build.compile(List.of(preprocessor.program(file)), Set.of("nothing")));
  }
}
