package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Hello;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running worker, seen from the process that started it. For one thread at a time. */
final class WorkerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  /** Metal's compiler may have much to do. */
  private static final Duration LOAD = Duration.ofMinutes(10);

  private static final Duration END = Duration.ofSeconds(10);
  private static final int TOKEN_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final WorkerOutput output;
  private Connection connection;
  private Answer.Ready ready;
  private boolean fresh = true;

  private WorkerProcess(Process process) {
    this.process = process;
    this.output = new WorkerOutput(process.getInputStream());
  }

  /**
   * Starts a worker and waits until it has loaded its work.
   *
   * @throws DeviceException where it does not get there
   */
  static WorkerProcess start(WorkerStart start) throws DeviceException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WorkerProcess worker =
          new WorkerProcess(WorkerCommand.in(start.directory(), start.environment()).start());
      try {
        worker.connect(server);
        worker.load(start.work());
        return worker;
      } catch (IOException | RuntimeException e) {
        worker.close();
        throw worker.notStarted(e);
      } catch (DeviceException e) {
        worker.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot start a worker process: " + e, e);
    }
  }

  private void connect(ServerSocket server) throws IOException {
    String token = token();
    // The pipe stays open: the worker ends when it closes, which it does when this process ends.
    OutputStream pipe = process.getOutputStream();
    pipe.write((server.getLocalPort() + "\n" + token + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
    process.onExit().thenRun(() -> closeQuietly(server));
    server.setSoTimeout((int) START.toMillis());
    while (connection == null) {
      Connection candidate = new Connection(server.accept());
      candidate.timeout(START);
      Hello hello = candidate.receive(Protocol.HELLO);
      if (hello.equals(new Hello(Protocol.VERSION, token))) {
        connection = candidate;
      } else {
        candidate.close();
      }
    }
  }

  private void load(Work work) throws IOException, DeviceException {
    connection.timeout(LOAD);
    connection.send(Protocol.WORK, work);
    Answer answer = connection.receive(Protocol.ANSWER);
    if (answer instanceof Answer.Ready it) {
      ready = it;
    } else if (answer instanceof Answer.Absent absent) {
      throw new DeviceException(absent.message());
    } else {
      throw new DeviceException("A worker process cannot load the kernels: " + words(answer));
    }
  }

  /** What it said of its work. */
  Answer.Ready ready() {
    return ready;
  }

  /**
   * Whether it has not run anything yet, so that all that goes wrong is the next launch's doing.
   */
  boolean fresh() {
    return fresh;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Runs a job. After an exception other than {@link DeviceException} the worker is of no use.
   *
   * @return anything but {@link Answer.Failed}
   * @throws KernelTimeoutException where the job does not end in time
   * @throws WorkerEndedException where the worker does, whoever is to blame
   * @throws DeviceException where the worker cannot carry out the job
   */
  Answer run(Job job, Duration timeout)
      throws KernelTimeoutException, WorkerEndedException, DeviceException {
    fresh = false;
    Answer answer;
    try {
      connection.timeout(timeout);
      connection.send(Protocol.JOB, job);
      answer = connection.receive(Protocol.ANSWER);
    } catch (SocketTimeoutException e) {
      throw new KernelTimeoutException(
          "%s did not end within %s s (parameter 'timeout')"
              .formatted(job.launches().get(0).kernel(), seconds(timeout)));
    } catch (IOException | RuntimeException e) { // it ended, or what it says makes no sense
      throw ended();
    }
    if (answer instanceof Answer.Failed) {
      throw new DeviceException(words(answer));
    }
    return answer;
  }

  /**
   * What the worker printed during the job that has ended last. To be asked once for each, of a
   * worker that marks their ends.
   */
  List<String> printed() throws DeviceException {
    try {
      Optional<List<String>> lines = output.ofJob(END);
      return lines.orElseThrow(
          () -> new DeviceException("A worker process did not mark the end of a job"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while a worker process ran", e);
    }
  }

  private static String words(Answer answer) {
    return answer instanceof Answer.Failed failed ? failed.message() : "unexpected: " + answer;
  }

  private static String seconds(Duration duration) {
    String text = Double.toString(duration.toMillis() / 1000.0);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private WorkerEndedException ended() throws DeviceException {
    int exit = end();
    return new WorkerEndedException(exit, output.fault(), output.last());
  }

  private DeviceException notStarted(Exception cause) {
    return new DeviceException(
        "A worker process does not start: "
            + cause
            + (output.last().isEmpty()
                ? ""
                : "; it said last: " + String.join(" | ", output.last())),
        cause);
  }

  /** Takes away its work, and gives the process a moment to end by itself and to say why. */
  private int end() throws DeviceException {
    closeQuietly(connection);
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      output.await();
      return exit;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while a worker process ended", e);
    }
  }

  /** Ends the process at once; it holds nothing that could be lost. */
  @Override
  public void close() {
    process.destroyForcibly();
    if (connection != null) {
      closeQuietly(connection);
    }
  }

  private static void closeQuietly(Closeable it) {
    try {
      it.close();
    } catch (IOException e) {
      // it is of no more use either way
    }
  }

  private static String token() {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
