package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that stand in for a compiler. */
final class Scripts {

  private Scripts() {}

  /** The text of a program that prints a line and ends with an exit code. */
  static String printing(String line, int exit) {
    return "#!/bin/sh\necho '" + line + "'\nexit " + exit + "\n";
  }

  /** Writes a file that can be executed. */
  static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
