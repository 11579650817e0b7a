package io.github.kernelconformance.testing;

import java.nio.file.Path;
import java.util.List;

/**
 * The compiler of the stand-in for Metal, in a process of its own: for its run-time compiler, and
 * for {@code metal} of the stand-in for Apple's tools.
 */
final class StandInTools {

  private StandInTools() {}

  /**
   * @param arguments where compiled kernels are kept; {@code library} or {@code metal}; what that
   *     takes
   */
  public static void main(String[] arguments) throws Exception {
    Path kernels = Path.of(arguments[0]);
    List<String> rest = List.of(arguments).subList(2, arguments.length);
    switch (arguments[1]) {
      case "library" -> new StandInCompiler(kernels).library(rest);
      case "metal" -> System.exit(new StandInMetal(kernels, rest).run());
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }
}
