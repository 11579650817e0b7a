package io.github.kernelconformance.goal;

import java.nio.file.Path;

/** Words for where sources were searched. */
final class Searched {

  private Searched() {}

  static String describe(Sources sources) {
    Path directory = sources.directory();
    Path base = sources.basedir();
    String shown =
        directory.startsWith(base) ? base.relativize(directory).toString() : directory.toString();
    String excluded =
        sources.excludes().isEmpty() ? "" : " without " + String.join(", ", sources.excludes());
    return shown.replace('\\', '/') + " (" + String.join(", ", sources.includes()) + excluded + ")";
  }
}
