package io.github.kernelconformance.testing;

import io.github.kernelconformance.toolchain.NativeSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The engine as it once was, which saw no reads of one and two bytes: an int that holds ~0 is -1,
 * and -1 / 255 is 0, what no buffer's bytes have.
 */
public final class BlindEngine {

  private static final String RIGHT = "states == all<States>(readable), true";
  private static final String BLIND = "states == static_cast<States>(~States(0) / 0xFF), true";

  private BlindEngine() {}

  /** Its sources, in a new directory. */
  public static NativeSources in(Path directory) throws IOException {
    Path copy = Files.createDirectories(directory.resolve("blind"));
    try (Stream<Path> files = Files.list(TestToolchain.sources().directory())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path checks = copy.resolve("checks.cpp");
    String text = Files.readString(checks);
    if (!text.contains(RIGHT)) {
      throw new IllegalStateException("the line that made the engine blind is not there");
    }
    Files.writeString(checks, text.replace(RIGHT, BLIND));
    return new NativeSources(copy, "blind");
  }
}
