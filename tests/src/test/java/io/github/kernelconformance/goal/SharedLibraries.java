package io.github.kernelconformance.goal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Libraries that projects of tests have compiled. A library's name is a digest of all that it is
 * made of, and equal projects have equal texts wherever they are, so each is compiled once for all
 * tests.
 */
final class SharedLibraries {

  private static final Path SHARED = Path.of("target", "test-projects").toAbsolutePath();

  private SharedLibraries() {}

  /** Lets a project find what others have compiled. */
  static void bring(Request request) throws IOException {
    Path host = request.outputDirectory().resolve("host");
    Files.createDirectories(SHARED);
    Files.createDirectories(host);
    for (Path library : libraries(SHARED)) {
      Path link = host.resolve(library.getFileName());
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, library);
      }
    }
  }

  /** Keeps what a project has compiled itself, and takes the others' away from it. */
  static void keep(Request request) throws IOException {
    for (Path library : libraries(request.outputDirectory().resolve("host"))) {
      Path kept = SHARED.resolve(library.getFileName());
      if (Files.isSymbolicLink(library)) {
        Files.delete(library);
      } else if (!Files.exists(kept)) {
        Path part = Files.createTempFile(SHARED, "library-", ".part");
        Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static List<Path> libraries(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(".so")).toList();
    }
  }
}
