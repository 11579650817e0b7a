package io.github.kernelconformance.msl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The clang that tests run, from the system property {@code kernelConformance.test.clang}. */
final class TestClang {

  private TestClang() {}

  /** Its path; without one the calling test is skipped. */
  static Path path() {
    String path = System.getProperty("kernelConformance.test.clang", "");
    assumeTrue(!path.isEmpty(), "kernelConformance.test.clang is not set");
    assumeTrue(Files.isExecutable(Path.of(path)), path + " cannot be executed");
    return Path.of(path);
  }
}
