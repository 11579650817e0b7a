package io.github.kernelconformance.toolchain;

import java.util.Locale;
import java.util.Optional;

/** What helps where a Mac has no developer tools, or they refuse to run. */
final class DeveloperTools {

  /** How a Mac without any gets tools. */
  static final String INSTALL = "Install the Command Line Tools with: xcode-select --install";

  private DeveloperTools() {}

  /**
   * The command that mends what all of these tools complain of in the same words; empty if they
   * complain of something else.
   *
   * @param output what a tool said when it failed
   */
  static Optional<String> remedy(String output) {
    String said = output.toLowerCase(Locale.ROOT);
    if (said.contains("xcode license") || said.contains("xcode/ios license")) {
      return Optional.of("Accept the Xcode licence with: sudo xcodebuild -license accept");
    }
    // The second after an update of macOS.
    boolean none =
        said.contains("no developer tools were found")
            || said.contains("invalid active developer path");
    return none ? Optional.of(INSTALL) : Optional.empty();
  }
}
