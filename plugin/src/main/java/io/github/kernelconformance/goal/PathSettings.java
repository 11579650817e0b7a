package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.EditDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks of parameters that need no more than a look at the project's directories. */
final class PathSettings {

  private static final Pattern MACRO = Pattern.compile("[A-Za-z_]\\w*(\\([^()]*\\))?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private PathSettings() {}

  /**
   * Checks the sources and where outputs go.
   *
   * @throws ConfigurationException for the first parameter that cannot be what it is
   */
  static void check(Request request) throws IOException {
    Sources sources = request.sources();
    requireNoFile(sources.basedir(), "sourceDirectory", sources.directory());
    requireNoFile(sources.basedir(), "contractDirectory", sources.contracts());
    requireNoFile(sources.basedir(), "outputDirectory", request.outputDirectory());
    for (Path path : sources.includePaths()) {
      // The default is the source directory, which a project without sources has not.
      if (!path.equals(sources.directory()) && !Files.isDirectory(path)) {
        throw noDirectory(sources.basedir(), "includePaths", path, "directories that exist");
      }
    }
    String home = request.cuda().home();
    if (!home.isEmpty() && !Files.isDirectory(Path.of(home))) {
      throw noDirectory(sources.basedir(), "cudaHome", Path.of(home), "a directory that exists");
    }
    requireNames("defines", "a macro", MACRO, sources.defines().keySet());
    requireNames(
        "functionConstants", "a function constant", NAME, sources.functionConstants().keySet());
    requireNames(
        "metalEnvironment",
        "an environment variable",
        NAME,
        request.metal().environment().keySet());
  }

  private static void requireNames(
      String parameter, String noun, Pattern pattern, Set<String> names) {
    for (String name : names) {
      if (!pattern.matcher(name).matches()) {
        throw new ConfigurationException(
            parameter,
            name,
            "'%s' cannot be the name of %s".formatted(name, noun),
            "letters, digits and underscores, not starting with a digit",
            List.of());
      }
    }
  }

  /**
   * Checks a directory that need not exist.
   *
   * @throws ConfigurationException if something else is in its place
   */
  static void requireNoFile(Path basedir, String parameter, Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      String shown = Places.relative(basedir, directory);
      throw new ConfigurationException(
          parameter, shown, "'%s' is a file".formatted(shown), "a directory", List.of());
    }
  }

  /**
   * Checks a directory that a goal starts from.
   *
   * @param allowed what should have been there, for the message
   * @throws ConfigurationException if there is none
   */
  static void requireDirectory(Path basedir, String parameter, Path directory, String allowed)
      throws IOException {
    requireNoFile(basedir, parameter, directory);
    if (!Files.isDirectory(directory)) {
      throw noDirectory(basedir, parameter, directory, allowed);
    }
  }

  private static ConfigurationException noDirectory(
      Path basedir, String parameter, Path path, String allowed) throws IOException {
    String shown = Places.relative(basedir, path);
    return new ConfigurationException(
        parameter,
        shown,
        "there is no directory '%s'".formatted(shown),
        allowed,
        beside(path).map(it -> Places.relative(basedir, it)).toList());
  }

  /** The directory beside a path whose name is nearest to it. */
  private static Stream<Path> beside(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return Stream.of();
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      List<String> names =
          siblings
              .filter(Files::isDirectory)
              .map(it -> it.getFileName().toString())
              .sorted()
              .toList();
      return EditDistance.nearest(path.getFileName().toString(), names).stream()
          .map(parent::resolve);
    }
  }
}
