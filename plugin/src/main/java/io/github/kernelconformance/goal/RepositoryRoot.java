package io.github.kernelconformance.goal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the repository begins that a project lies in. */
public final class RepositoryRoot {

  private RepositoryRoot() {}

  /**
   * The nearest directory from the project upwards that Git knows as the root of a work tree.
   *
   * @param basedir the project's directory
   * @param otherwise what to take without Git, if the project lies in it
   */
  public static Path of(Path basedir, Path otherwise) {
    Path project = basedir.toAbsolutePath().normalize();
    Path fallback = otherwise.toAbsolutePath().normalize();
    // A work tree of "git worktree" or a submodule has a file .git, not a directory.
    return Stream.iterate(project, directory -> directory != null, Path::getParent)
        .filter(directory -> Files.exists(directory.resolve(".git")))
        .findFirst()
        .orElse(project.startsWith(fallback) ? fallback : project);
  }
}
