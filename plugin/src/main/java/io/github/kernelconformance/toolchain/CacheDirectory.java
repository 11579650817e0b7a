package io.github.kernelconformance.toolchain;

import java.nio.file.Path;
import java.util.Map;

/** Where files live that every project of a user shares: the unpacked compiler and its headers. */
public final class CacheDirectory {

  private CacheDirectory() {}

  /**
   * The directory, after the XDG Base Directory specification: {@code
   * $XDG_CACHE_HOME/kernel-conformance}, or {@code .cache/kernel-conformance} in the home directory
   * where the variable is unset or not absolute.
   */
  public static Path of(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    boolean usable = !configured.isEmpty() && Path.of(configured).isAbsolute();
    Path base = usable ? Path.of(configured) : home.resolve(".cache");
    return base.resolve("kernel-conformance");
  }

  /** The directory for this user. */
  public static Path current() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }
}
