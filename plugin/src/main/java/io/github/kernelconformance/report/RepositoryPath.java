package io.github.kernelconformance.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths of sources as those need them who look at the repository and not at the project. */
final class RepositoryPath {

  private RepositoryPath() {}

  /**
   * A path relative to the root of the repository, with forward slashes; empty where the file lies
   * outside of it.
   *
   * @param module the project's directory relative to the root; empty where it is the root
   * @param file relative to the project, or absolute where it lies outside of the repository
   */
  static Optional<String> of(String module, String file) {
    Path path = Path.of(module).resolve(file).normalize();
    boolean outside = file.isEmpty() || path.isAbsolute() || path.startsWith("..");
    return outside ? Optional.empty() : Optional.of(path.toString().replace('\\', '/'));
  }

  /** A relative path as a relative URI reference (RFC 3986, section 4.2). */
  static String uri(String path) {
    try {
      return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
