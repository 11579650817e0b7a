package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Apple's compiler and linker for Metal, or what stands in the way of using them. */
public sealed interface MetalTools {

  /** They are there. */
  final class Ready implements MetalTools {

    private final Xcrun xcrun;
    private final String version;

    private Ready(Xcrun xcrun, String version) {
      this.xcrun = xcrun;
      this.version = version;
    }

    Xcrun xcrun() {
      return xcrun;
    }

    /** What {@code metal --version} says first: {@code Apple metal version 32023.883 (…)}. */
    public String version() {
      return version;
    }
  }

  /**
   * There is an {@code xcrun}, but it runs no Metal compiler.
   *
   * @param reason what it said, in a line
   * @param remedy what to do, with the command that does it
   */
  record Missing(String reason, String remedy) implements MetalTools {}

  /** There is no {@code xcrun} on the {@code PATH}, as everywhere but on a Mac. */
  record Absent() implements MetalTools {}

  /**
   * What tells the tools of a build from those of another, as far as it can be told without
   * starting one: where {@code xcrun} is, which developer directory is chosen, and which version of
   * Xcode and which Metal Toolchain are installed.
   *
   * @param environment of the build, with its {@code PATH}
   * @throws IOException where files that are there cannot be read
   */
  static List<String> identity(Map<String, String> environment) throws IOException {
    Optional<Xcrun> xcrun = Xcrun.find(environment);
    if (xcrun.isEmpty()) {
      return List.of();
    }
    List<String> identity = new ArrayList<>();
    identity.add(xcrun.get().executable().toString());
    identity.add(Checksum.ofFile(xcrun.get().executable()));
    Path chosen = Path.of(environment.getOrDefault("DEVELOPER_DIR", "/var/db/xcode_select_link"));
    if (Files.exists(chosen)) {
      Path version = chosen.toRealPath().resolveSibling("version.plist");
      identity.add(chosen.toRealPath().toString());
      identity.add(Files.exists(version) ? Files.readString(version) : "no version");
    }
    Path toolchains = Path.of("/System/Library/AssetsV2/com_apple_MobileAsset_MetalToolchain");
    if (Files.isDirectory(toolchains)) {
      try (Stream<Path> files = Files.list(toolchains)) {
        files.map(Path::toString).sorted().forEach(identity::add);
      }
    }
    return List.copyOf(identity);
  }

  /**
   * Looks for the tools. {@code xcrun} finds {@code metal} even where it cannot run it, so it is
   * run; but not where it would only open a dialog.
   *
   * @param environment of the build, with its {@code PATH}
   * @throws ToolchainException where {@code xcrun} cannot be started
   */
  static MetalTools probe(Map<String, String> environment) throws ToolchainException {
    Optional<Xcrun> xcrun = Xcrun.find(environment);
    if (xcrun.isEmpty()) {
      return new Absent();
    }
    if (!xcrun.get().hasTools()) {
      return new Missing(
          "xcode-select finds neither Xcode nor the Command Line Tools",
          DeveloperTools.INSTALL + ". The Metal compiler comes with Xcode");
    }
    Xcrun.Result answer = xcrun.get().run(List.of("metal", "--version"), Path.of(""));
    if (answer.exit() != 0) {
      return new Missing(reason(answer), remedy(answer.output()));
    }
    return new Ready(xcrun.get(), answer.output().lines().findFirst().orElse(""));
  }

  private static String reason(Xcrun.Result answer) {
    return answer
        .output()
        .lines()
        .filter(line -> line.contains("error:"))
        .findFirst()
        .or(() -> answer.output().lines().findFirst())
        .orElse("xcrun ended with " + answer.exit());
  }

  private static String remedy(String output) {
    if (output.contains("missing Metal Toolchain")) { // Xcode 26 and newer
      return "Install it with: xcodebuild -downloadComponent MetalToolchain";
    }
    if (output.contains("unable to find utility \"metal\"")) {
      return "The Command Line Tools have no Metal compiler: install Xcode, and choose it with:"
          + " sudo xcode-select --switch /Applications/Xcode.app";
    }
    return DeveloperTools.remedy(output)
        .orElse("See what is wrong with: xcrun -sdk macosx metal --version");
  }
}
