package io.github.kernelconformance.testing;

import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Toolchain;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** The compiler for tests: the plugin's own, whose jar Maven put on the test class path. */
public final class TestToolchain {

  private static final Clang CLANG = resolve();
  private static final NativeSources SOURCES = unpack();

  private TestToolchain() {}

  public static Clang clang() {
    return CLANG;
  }

  public static NativeSources sources() {
    return SOURCES;
  }

  private static Clang resolve() {
    try {
      return Toolchain.resolve("maven", TestToolchain::locate, CacheDirectory.current());
    } catch (ToolchainException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NativeSources unpack() {
    try {
      return NativeSources.unpack(CacheDirectory.current());
    } catch (ToolchainException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path locate(String group, String artifact, String version, String classifier) {
    String name = artifact + "-" + version + "-" + classifier + ".jar";
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(file -> file.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is not on the test class path"));
  }
}
