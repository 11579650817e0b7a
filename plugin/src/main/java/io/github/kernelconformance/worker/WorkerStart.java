package io.github.kernelconformance.worker;

import io.github.kernelconformance.worker.Protocol.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a worker is started.
 *
 * @param directory where the process runs
 * @param environment what it has in its environment besides
 * @param preparation what it may take to get the kernels of a job ready, if it says when they run;
 *     empty if it does not
 * @param marks whether it prints a {@link WorkerOutput#MARK} after each job
 * @param prefix a program and its arguments that start the process, in front of its command
 */
record WorkerStart(
    Path directory,
    Work work,
    Map<String, String> environment,
    Optional<Duration> preparation,
    boolean marks,
    List<String> prefix) {

  /** A worker that is started as it is. */
  WorkerStart(
      Path directory,
      Work work,
      Map<String, String> environment,
      Optional<Duration> preparation,
      boolean marks) {
    this(directory, work, environment, preparation, marks, List.of());
  }

  /** Whether any process will do that was started for nothing in particular. */
  boolean isPlain() {
    return environment.isEmpty() && prefix.isEmpty();
  }

  /** A worker that has nothing to prepare and marks nothing. */
  static WorkerStart unmarked(Path directory, Work work) {
    return new WorkerStart(directory, work, Map.of(), Optional.empty(), false);
  }
}
