package io.github.kernelconformance.goal;

import java.nio.file.Path;

/** Words for the places of a project. */
final class Places {

  private Places() {}

  /** Where sources are searched, for example {@code src/main/metal (**}{@code /*.metal)}. */
  static String describe(Sources sources) {
    String excluded =
        sources.excludes().isEmpty() ? "" : " without " + String.join(", ", sources.excludes());
    return "%s (%s%s)"
        .formatted(
            relative(sources.basedir(), sources.directory()),
            String.join(", ", sources.includes()),
            excluded);
  }

  /** A path relative to the project where it lies in it, with forward slashes. */
  static String relative(Path basedir, Path path) {
    Path shown = path.startsWith(basedir) ? basedir.relativize(path) : path;
    return shown.toString().replace('\\', '/');
  }
}
