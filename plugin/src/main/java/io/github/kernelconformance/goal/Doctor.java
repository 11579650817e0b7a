package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.host.HostBuild;
import io.github.kernelconformance.device.metal.MathMode;
import io.github.kernelconformance.device.metal.MetalFacts;
import io.github.kernelconformance.device.metal.MetalOptions;
import io.github.kernelconformance.device.metal.Probe;
import io.github.kernelconformance.device.metal.ProbeResult;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.toolchain.ArtifactLocator;
import io.github.kernelconformance.toolchain.CacheDirectory;
import io.github.kernelconformance.toolchain.Clang;
import io.github.kernelconformance.toolchain.MetalTools;
import io.github.kernelconformance.toolchain.NativeSources;
import io.github.kernelconformance.toolchain.Platform;
import io.github.kernelconformance.toolchain.Toolchain;
import io.github.kernelconformance.toolchain.ToolchainException;
import io.github.kernelconformance.worker.MetalProber;
import io.github.kernelconformance.worker.MetalSettings;
import io.github.kernelconformance.worker.MetalTrial;
import io.github.kernelconformance.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The goal {@code doctor}: what this machine can do. It reports what is missing; that is not an
 * error.
 */
public final class Doctor {

  private static final MetalSettings METAL =
      new MetalSettings(
          new MetalOptions(PreprocessorSettings.DEFAULT_METAL_VERSION, MathMode.SAFE),
          false,
          Map.of());

  private final String choice;
  private final ArtifactLocator locator;
  private final MetalSettings metal;
  private final List<String> lines = new ArrayList<>();

  private Doctor(String choice, ArtifactLocator locator, MetalSettings metal) {
    this.choice = choice;
    this.locator = locator;
    this.metal = metal;
  }

  /**
   * Looks at everything that a build could use.
   *
   * @param clang {@code maven}, or the path of a clang
   * @return what was found, for the console
   */
  public static List<String> run(String clang, ArtifactLocator locator) {
    return run(clang, locator, METAL);
  }

  static List<String> run(String clang, ArtifactLocator locator, MetalSettings metal) {
    Doctor doctor = new Doctor(clang, locator, metal);
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
    boolean host = clang.isPresent() && host(clang.get());
    boolean gpu = metal();
    tools();
    if (clang.isEmpty()) {
      add("device=auto takes none, because sources cannot be preprocessed without clang");
    } else {
      add("device=auto takes %s", gpu ? "metal" : host ? "host" : "none");
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

  private boolean host(Clang clang) {
    try {
      Platform.current();
      NativeSources natives = NativeSources.unpack(CacheDirectory.current());
      HostBuild build = new HostBuild(clang, natives, Path.of(""), 1, Set.of());
      add("host device: yes, %s", build.description());
      return true;
    } catch (ToolchainException e) {
      add("host device: no. %s", e.getMessage());
      return false;
    }
  }

  private boolean metal() {
    WorkerSettings workers = WorkerSettings.of("60", "1");
    MetalTrial trial = MetalProber.run(metal.withValidation(false), workers);
    if (trial.facts().isEmpty()) {
      add("metal device: no, %s", String.join("; ", trial.reasons()));
      return false;
    }
    add(
        "metal device: %s, %s",
        trial.usable() ? "yes" : "not usable", describe(trial.facts().get()));
    trial.probes().forEach(this::answer);
    MetalTrial validated = MetalProber.run(metal.withValidation(true), workers);
    validated
        .answer(Probe.WRONG_STORE)
        .ifPresentOrElse(
            this::answer,
            () -> add("  shader validation: no, %s", String.join("; ", validated.reasons())));
    return trial.usable();
  }

  private void tools() {
    try {
      MetalTools tools = MetalTools.probe(System.getenv());
      if (tools instanceof MetalTools.Ready ready) {
        add("metal compiler: %s", ready.version());
      } else if (tools instanceof MetalTools.Missing missing) {
        add("metal compiler: none, %s. %s", missing.reason(), missing.remedy());
      } else {
        add("metal compiler: none, the PATH has no xcrun");
      }
    } catch (ToolchainException e) {
      add("metal compiler: none. %s", e.getMessage());
    }
  }

  private void answer(ProbeResult result) {
    add("  %s: %s%s", result.probe().id(), result.right() ? "" : "WRONG, ", result.words());
  }

  private static String describe(MetalFacts facts) {
    return ("%s%s, %s, families %s, %d bytes of threadgroup memory, %d threads per threadgroup,"
            + " %s memory")
        .formatted(
            facts.name(),
            facts.architecture().map(it -> " (" + it + ")").orElse(""),
            facts.system(),
            facts.families().isEmpty() ? "unknown" : String.join(" ", facts.families()),
            facts.maxThreadgroupMemory(),
            facts.maxThreadsPerThreadgroup(),
            facts.unifiedMemory() ? "unified" : "separate");
  }

  private void add(String format, Object... arguments) {
    lines.add(format.formatted(arguments));
  }
}
