package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import java.nio.file.Path;
import java.util.List;

/** Where the {@code .metallib} goes among a project's classes. */
public final class Attachment {

  private Attachment() {}

  /**
   * The file that the parameter {@code attachment} names.
   *
   * @param classes the directory of the project's classes
   * @param path relative to it, for example {@code org/example/kernels.metallib}
   * @throws ConfigurationException if it is outside of the directory, or the directory itself
   */
  public static Path in(Path classes, String path) {
    Path directory = classes.normalize();
    Path file = directory.resolve(path.strip()).normalize();
    if (file.startsWith(directory) && !file.equals(directory)) {
      return file;
    }
    throw new ConfigurationException(
        "attachment",
        path,
        "'%s' is not a file among the classes".formatted(path),
        "a path relative to them, for example org/example/kernels.metallib",
        List.of());
  }
}
