package io.github.kernelconformance.worker;

import io.github.kernelconformance.family.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program whose worker runs a kernel that does not end. Once the kernel runs, it prints the
 * worker's process number.
 */
final class EndlessParent {

  private EndlessParent() {}

  /**
   * @param arguments the name of a directory that is not there
   */
  public static void main(String[] arguments) throws Exception {
    Path sign = Path.of(arguments[0]);
    WorkerLibrary library = CrashKernels.load(1, Duration.ofHours(1));
    Launch launch = CrashKernels.endless(sign);
    Thread runner =
        new Thread(
            () -> {
              try {
                library.run(launch);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    runner.start();
    while (!Files.isDirectory(sign) && runner.isAlive()) {
      Thread.onSpinWait();
    }
    System.out.println(library.processes().get(0).pid());
  }
}
