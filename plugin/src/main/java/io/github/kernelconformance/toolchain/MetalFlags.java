package io.github.kernelconformance.toolchain;

import io.github.kernelconformance.matrix.ConfigurationException;
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
   * The flags of a math mode, as "Math Intrinsics Compiler Options" of the MSL specification has
   * them; older compilers have one switch for all of it. Contraction has a flag of its own in both,
   * which is always set, since defaults differ: the bits of a kernel are those that Metal's
   * run-time compiler makes.
   *
   * @param version what {@code metal --version} says first
   * @param mathMode {@code safe}, {@code relaxed} or {@code fast}
   */
  static List<String> of(String version, String mathMode) {
    boolean safe = mathMode.equals("safe");
    String contraction = "-ffp-contract=" + (safe ? "off" : "fast");
    if (knowsMathModes(version)) {
      String functions = mathMode.equals("fast") ? "fast" : "precise";
      return List.of(
          "-fmetal-math-mode=" + mathMode, "-fmetal-math-fp32-functions=" + functions, contraction);
    }
    if (mathMode.equals("relaxed")) {
      throw new ConfigurationException(
          "mathMode",
          "relaxed",
          "relaxed needs the Metal compiler of Xcode 16 or newer; this is " + version,
          "safe, fast",
          List.of());
    }
    return List.of(safe ? "-fno-fast-math" : "-ffast-math", contraction);
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
