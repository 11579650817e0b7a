package io.github.kernelconformance.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a worker prints: read to its end so that it never blocks, and the last lines kept. */
final class WorkerOutput {

  private static final int MOST_LINES = 8;
  private static final int LONGEST_LINE = 400;

  private final Thread reader;
  private final Deque<String> last = new ArrayDeque<>();
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
    } else if (!line.isBlank()) {
      last.addLast(line.strip());
      if (last.size() > MOST_LINES) {
        last.removeFirst();
      }
    }
  }
}
