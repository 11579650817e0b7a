package io.github.kernelconformance.toolchain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * Looks for the tools. {@code xcrun} finds {@code metal} even where it cannot run it, so it is
   * run.
   *
   * @param environment of the build, with its {@code PATH}
   * @throws ToolchainException where {@code xcrun} cannot be started
   */
  static MetalTools probe(Map<String, String> environment) throws ToolchainException {
    Optional<Xcrun> xcrun = Xcrun.find(environment);
    if (xcrun.isEmpty()) {
      return new Absent();
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
    return "See what is wrong with: xcrun -sdk macosx metal --version";
  }
}
