package io.github.kernelconformance.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What decides the results of what Apple's Metal compiler compiles. */
final class MetalFlags {

  private static final Pattern VERSION = Pattern.compile("metal version (\\d+)\\.(\\d+)");

  /**
   * The compilers of Xcode 16 and newer, with MSL 3.2, know math modes. The first of them that is
   * known is 32023.329; the last before them, 32023.155 of Xcode 15.4, has MSL 3.1.
   */
  private static final int MAJOR = 32023;

  private static final int MINOR = 300;

  private MetalFlags() {}

  /**
   * The flags of a math mode, as section 1.6.3 of the MSL specification has them; older compilers
   * have one switch for all of it.
   *
   * @param version what {@code metal --version} says first
   * @param mathMode {@code safe}, {@code relaxed} or {@code fast}
   */
  static List<String> of(String version, String mathMode) {
    boolean fast = mathMode.equals("fast");
    if (!knowsMathModes(version)) {
      return List.of(mathMode.equals("safe") ? "-fno-fast-math" : "-ffast-math");
    }
    List<String> flags = new ArrayList<>();
    flags.add("-fmetal-math-mode=" + mathMode);
    flags.add("-fmetal-math-fp32-functions=" + (fast ? "fast" : "precise"));
    if (mathMode.equals("safe")) {
      flags.add("-ffp-contract=off");
    }
    return List.copyOf(flags);
  }

  private static boolean knowsMathModes(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.find()) {
      return true;
    }
    int major = Integer.parseInt(numbers.group(1));
    return major > MAJOR || major == MAJOR && Integer.parseInt(numbers.group(2)) >= MINOR;
  }
}
