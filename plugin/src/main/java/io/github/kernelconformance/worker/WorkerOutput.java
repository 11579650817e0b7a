package io.github.kernelconformance.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a worker prints: read to its end so that it never blocks, and the last lines kept. A worker
 * that reports by lines prints a {@link #MARK} after each job; what came before it belongs to that.
 */
final class WorkerOutput {

  /** Printed by a worker that has ended a job. */
  static final String MARK = "kernel_conformance_mark";

  private static final int MOST_LINES = 8;

  /** So many lines of a job are kept. */
  private static final int MOST_OF_A_JOB = 4096;

  private static final int LONGEST_LINE = 400;

  private final Thread reader;
  private final Deque<String> last = new ArrayDeque<>();
  private final List<String> sinceMark = new ArrayList<>();
  private final BlockingQueue<List<String>> jobs = new LinkedBlockingQueue<>();
  private Optional<Fault> fault = Optional.empty();

  WorkerOutput(InputStream output) {
    reader = new Thread(() -> drain(output), "worker-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits for the end of the output. */
  void await() throws InterruptedException {
    reader.join();
  }

  /** The last lines that are not empty, the fault's left out. */
  synchronized List<String> last() {
    return List.copyOf(last);
  }

  synchronized Optional<Fault> fault() {
    return fault;
  }

  /** The lines of the next job that has ended; empty where its mark does not come in time. */
  Optional<List<String>> ofJob(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(jobs.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void drain(InputStream output) {
    StringBuilder line = new StringBuilder();
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (int it = text.read(); it >= 0; it = text.read()) {
        if (it == '\n') {
          add(line.toString());
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) it);
        }
      }
    } catch (IOException e) {
      // the process has ended
    }
    add(line.toString());
  }

  private synchronized void add(String line) {
    Optional<Fault> told = Fault.of(line);
    if (told.isPresent()) {
      fault = told;
    } else if (line.equals(MARK)) {
      jobs.add(List.copyOf(sinceMark));
      sinceMark.clear();
    } else if (!line.isBlank()) {
      if (sinceMark.size() < MOST_OF_A_JOB) {
        sinceMark.add(line);
      }
      last.addLast(line.strip());
      if (last.size() > MOST_LINES) {
        last.removeFirst();
      }
    }
  }
}
