package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the XDG Base Directory specification for {@code XDG_CACHE_HOME}. */
class CacheDirectoryTest {

  private static final Path HOME = Path.of("/home/ada");

  @Test
  void theVariableNamesTheDirectory() {
    assertThat(CacheDirectory.of(Map.of("XDG_CACHE_HOME", "/var/cache/ada"), HOME))
        .isEqualTo(Path.of("/var/cache/ada/kernel-conformance"));
  }

  @Test
  void withoutItTheCacheIsInTheHomeDirectory() {
    assertThat(CacheDirectory.of(Map.of(), HOME))
        .isEqualTo(Path.of("/home/ada/.cache/kernel-conformance"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cache", "./cache", "../cache"})
  void aPathThatIsNotAbsoluteIsIgnored(String path) {
    assertThat(CacheDirectory.of(Map.of("XDG_CACHE_HOME", path), HOME))
        .isEqualTo(Path.of("/home/ada/.cache/kernel-conformance"));
  }
}
