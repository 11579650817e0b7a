package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.device.KernelTimeoutException;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Hello;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Request;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A running worker, seen from the process that started it. For one thread at a time. */
final class WorkerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  /** Metal's compiler may have much to do. */
  private static final Duration LOAD = Duration.ofMinutes(10);

  /** A moment to end by itself, to be gone after a kill, to print the rest: each has an end. */
  private static final Duration END = Duration.ofSeconds(10);

  private static final ScheduledExecutorService WATCH = watch();
  private static final int TOKEN_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final ServerSocket server;
  private final String token = token();
  private final WorkerOutput output;
  private Optional<Duration> preparation = Optional.empty();
  private boolean marks;
  private Connection connection;
  private Answer.Ready ready;
  private List<String> printed = List.of();
  private boolean fresh = true;
  private volatile boolean closed;

  /**
   * When the message that is being sent is to have been read, as {@link System#nanoTime} counts.
   */
  private volatile Optional<Long> due = Optional.empty();

  private WorkerProcess(Process process, ServerSocket server) {
    this.process = process;
    this.server = server;
    this.output = new WorkerOutput(process.getInputStream());
    Future<?> watch = WATCH.scheduleWithFixedDelay(this::killIfLate, 1, 1, TimeUnit.SECONDS);
    process
        .onExit()
        .thenRun(
            () -> {
              watch.cancel(false);
              closeQuietly(server);
            });
  }

  private static ScheduledExecutorService watch() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "worker-watch");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(END.toSeconds(), TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /**
   * Starts a worker that gets ready for any work, and does not wait for it.
   *
   * @param directory where the process runs
   * @param environment what it has in its environment besides
   * @param prefix what is in front of its command
   * @param expected the work that it gets ready for, as {@link Services#expect} has it
   * @throws DeviceException where no process can be started
   */
  static WorkerProcess start(
      Path directory, Map<String, String> environment, List<String> prefix, List<String> expected)
      throws DeviceException {
    try {
      ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      try {
        Process process = WorkerCommand.in(directory, environment, prefix, expected).start();
        WorkerProcess worker = new WorkerProcess(process, server);
        worker.tell();
        return worker;
      } catch (IOException | RuntimeException e) {
        closeQuietly(server);
        throw e;
      }
    } catch (IOException e) {
      throw new DeviceException("Cannot start a worker process: " + e, e);
    }
  }

  /**
   * Starts a worker and waits until it has loaded its work.
   *
   * @throws DeviceException where it does not get there
   */
  static WorkerProcess start(WorkerStart start) throws DeviceException {
    WorkerProcess worker = start(start.directory(), start.environment(), start.prefix(), List.of());
    worker.load(start);
    return worker;
  }

  /** Where it is to connect, and what it is to say then. */
  private void tell() {
    // The pipe stays open: the worker ends when it closes, which it does when this process ends.
    OutputStream pipe = process.getOutputStream();
    try {
      pipe.write((server.getLocalPort() + "\n" + token + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      // it has ended, and who waits for it will say so
    }
  }

  /**
   * Has it do some work, in the place of what it did before, and waits until it has loaded that. If
   * it does not, the worker is closed.
   *
   * @throws DeviceException where it does not get there
   */
  void load(WorkerStart start) throws DeviceException {
    preparation = start.preparation();
    marks = start.marks();
    try {
      if (connection == null) {
        connect();
      }
      load(start.work());
    } catch (IOException | RuntimeException e) {
      close();
      throw notStarted(e);
    } catch (DeviceException e) {
      close();
      throw e;
    }
  }

  private void connect() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (connection == null) {
      // Whoever else connects costs none of this time twice.
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative()) {
        throw new SocketTimeoutException("it did not connect within " + START.toSeconds() + " s");
      }
      server.setSoTimeout((int) Math.max(1, left.toMillis()));
      Connection candidate = new Connection(server.accept());
      candidate.timeout(left);
      if (isWorker(candidate, token)) {
        connection = candidate;
      } else {
        candidate.close();
      }
    }
    server.close();
  }

  private static boolean isWorker(Connection candidate, String token) {
    try {
      return candidate.receive(Protocol.HELLO).equals(new Hello(Protocol.VERSION, token));
    } catch (IOException | RuntimeException e) { // it says something else, or nothing
      return false;
    }
  }

  private void load(Work work) throws IOException, DeviceException {
    connection.timeout(LOAD);
    send(Protocol.REQUEST, work, LOAD);
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
   * Runs a job, or asks a question. After an exception other than {@link DeviceException} the
   * worker is of no use.
   *
   * @param timeout for the run itself; making its kernels ready has a time of its own
   * @return anything but {@link Answer.Failed} and {@link Answer.Running}
   * @throws KernelTimeoutException if the job does not end in time
   * @throws WorkerEndedException if the worker does, whoever is to blame
   * @throws DeviceException if the worker cannot carry out the job
   */
  Answer run(Request request, Duration timeout)
      throws KernelTimeoutException, WorkerEndedException, DeviceException {
    boolean job = request instanceof Job;
    fresh &= !job;
    boolean running = preparation.isEmpty();
    Answer answer;
    try {
      connection.timeout(preparation.orElse(timeout));
      send(Protocol.REQUEST, request, preparation.orElse(timeout));
      answer = connection.receive(Protocol.ANSWER);
      if (answer instanceof Answer.Running) {
        running = true;
        connection.timeout(timeout);
        answer = connection.receive(Protocol.ANSWER);
      }
    } catch (SocketTimeoutException e) {
      String kernel = request.about();
      if (running) {
        throw new KernelTimeoutException(
            "%s did not end within %s s (parameter 'timeout')".formatted(kernel, seconds(timeout)));
      }
      close();
      return new Answer.Refused(
          "the device did not make the pipeline of %s within %s s"
              .formatted(kernel, seconds(preparation.orElseThrow())),
          true);
    } catch (IOException | RuntimeException e) { // it ended, or what it says makes no sense
      throw ended();
    }
    printed = marks && job ? ofJob() : List.of();
    if (answer instanceof Answer.Failed) {
      throw new DeviceException(words(answer));
    }
    return answer;
  }

  /**
   * Sends a message; a worker that does not read it in time is killed, since sockets would wait.
   */
  private <T> void send(Codec<T> codec, T value, Duration most) throws IOException {
    due = Optional.of(System.nanoTime() + most.toNanos());
    try {
      connection.send(codec, value);
    } finally {
      due = Optional.empty();
    }
  }

  /** Looked at now and then: a timer for each message would wake a thread for each. */
  private void killIfLate() {
    if (due.filter(it -> System.nanoTime() - it > 0).isPresent()) {
      process.destroyForcibly();
    }
  }

  /** What the worker printed during its last job, if it marks their ends; else nothing. */
  List<String> printed() {
    return printed;
  }

  private List<String> ofJob() throws DeviceException {
    try {
      return output
          .ofJob(END)
          .orElseThrow(() -> new DeviceException("A worker process did not mark the end of a job"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while a worker process ran", e);
    }
  }

  /** Whether it was ended here, so that it can do nothing more. */
  boolean closed() {
    return closed;
  }

  private static String words(Answer answer) {
    return answer instanceof Answer.Failed failed ? failed.message() : "unexpected: " + answer;
  }

  private static String seconds(Duration duration) {
    String text = Double.toString(duration.toMillis() / 1000.0);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private WorkerEndedException ended() throws DeviceException {
    OptionalInt exit = end();
    return new WorkerEndedException(exit, output.fault(), output.told());
  }

  private DeviceException notStarted(Exception cause) {
    try {
      output.await(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> told = output.told();
    return new DeviceException(
        "A worker process does not start: "
            + cause
            + (told.isEmpty() ? "" : "; it said: " + String.join(" | ", told)),
        cause);
  }

  /**
   * Takes away its work, and gives the process a moment to end by itself and to say why.
   *
   * @return the exit code; empty if the process is still there after it was killed, as one is that
   *     waits for a driver that does not answer
   */
  private OptionalInt end() throws DeviceException {
    closed = true;
    closeQuietly(connection);
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      boolean gone = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      output.await(END);
      return gone ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeviceException("Interrupted while a worker process ended", e);
    }
  }

  /**
   * Kills the process, which holds nothing that could be lost, and waits a moment until it is gone:
   * a GPU is not to be given new work while the system takes the old away.
   */
  @Override
  public void close() {
    closed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly); // behind a prefix
    process.destroyForcibly();
    closeQuietly(server);
    if (connection != null) {
      closeQuietly(connection);
    }
    try {
      process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the process without a wait, so that several end at once; {@link #close} waits. */
  void kill() {
    process.destroyForcibly();
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
