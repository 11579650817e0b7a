package io.github.kernelconformance.goal;

import io.github.kernelconformance.toolchain.ArtifactLocator;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.Toolchain;
import io.github.kernelconformance.toolchain.ToolchainException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The goal {@code doctor}: what this machine can do. It reports what is missing; that is not an
 * error.
 */
public final class Doctor {

  private final String choice;
  private final ArtifactLocator locator;
  private final List<DeviceProvider> providers;
  private final List<String> lines = new ArrayList<>();

  private Doctor(String choice, ArtifactLocator locator, List<DeviceProvider> providers) {
    this.choice = choice;
    this.locator = locator;
    this.providers = providers;
  }

  /**
   * Looks at everything that a build could use.
   *
   * @param clang {@code maven}, or the path of a clang
   * @return what was found, for the console
   */
  public static List<String> run(String clang, ArtifactLocator locator) {
    return run(clang, locator, Devices.standard());
  }

  static List<String> run(String clang, ArtifactLocator locator, List<DeviceProvider> providers) {
    Doctor doctor = new Doctor(clang, locator, providers);
    doctor.examine();
    return List.copyOf(doctor.lines);
  }

  private void examine() {
    add(
        "system: %s %s (%s), Java %s, %d processors",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
    Optional<Clang> clang = clang();
    Optional<String> taken = Optional.empty();
    for (DeviceProvider provider : providers) {
      DeviceProvider.Examination examination = provider.examine(clang);
      lines.addAll(examination.lines());
      if (examination.usable() && taken.isEmpty()) {
        taken = Optional.of(provider.name());
      }
    }
    if (clang.isEmpty()) {
      add("device=auto takes none, because sources cannot be preprocessed without clang");
    } else {
      add("device=auto takes %s", taken.orElse("none"));
    }
  }

  private Optional<Clang> clang() {
    try {
      Clang clang = Toolchain.resolve(choice, locator, CacheDirectory.current());
      add("clang: %s at %s", clang.version(), clang.executable());
      return Optional.of(clang);
    } catch (ToolchainException e) {
      add("clang: none. %s", e.getMessage());
      return Optional.empty();
    }
  }

  private void add(String format, Object... arguments) {
    lines.add(format.formatted(arguments));
  }
}
