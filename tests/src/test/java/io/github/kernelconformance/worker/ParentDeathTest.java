package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killing Maven leaves no worker, even in the middle of a kernel that does not end. */
class ParentDeathTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void aWorkerEndsWhenTheProcessThatStartedItIsKilled(@TempDir Path directory) throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessParent.class.getName(),
                directory.resolve("running").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Optional<ProcessHandle> worker = Optional.empty();
    try (BufferedReader output = parent.inputReader()) {
      worker = ProcessHandle.of(Long.parseLong(output.readLine()));
      assertThat(worker.map(ProcessHandle::isAlive)).contains(true);
      parent.destroyForcibly();
      assertThat(worker.orElseThrow().onExit()).succeedsWithin(LONG);
    } finally {
      parent.destroyForcibly();
      worker.ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
