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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a worker prints: read to its end, so that the worker never blocks, and kept in part: the
 * first lines, the last, and those between that say why a process ends. A worker that reports by
 * lines prints a {@link #MARK} after each job; what came before it belongs to that job.
 */
final class WorkerOutput {

  /** Printed by a worker that has ended a job. Other output may share its line. */
  static final String MARK = "kernel_conformance_mark";

  /** So many lines are kept at the beginning, and so many at the end. */
  private static final int MOST_LINES = 6;

  private static final int MOST_REASONS = 24;

  /** So many lines of a job are kept. */
  private static final int MOST_OF_A_JOB = 4096;

  /** Reasons may be long, and are worth it. */
  private static final int LONGEST_LINE = 2000;

  private static final int LONGEST_OTHER = 400;

  /**
   * What an Objective-C exception, an assertion of Metal's debug layer, C++ and a JVM print before
   * they end the process.
   */
  private static final Pattern REASON =
      Pattern.compile(
          "\\*\\*\\* (?:Terminating|Assertion failure)|failed assertion|uncaught exception"
              + "|^terminating |libc\\+\\+abi|A fatal error has been detected|Problematic frame"
              + "|Exception in thread|^Caused by: |OutOfMemoryError|insufficient memory"
              + "|^Metal stand-in: ");

  /** The reason of an exception may go on over several lines, up to its stack. */
  private static final Pattern LONG_REASON =
      Pattern.compile("\\*\\*\\* Terminating|A fatal error has been detected|Problematic frame");

  private static final Pattern STACK = Pattern.compile("First throw call stack");

  private static final int MOST_OF_A_REASON = 8;

  private record Line(int number, String text) {}

  private final Thread reader;
  private final SortedMap<Integer, String> kept = new TreeMap<>();
  private final Deque<Line> last = new ArrayDeque<>();
  private final List<String> sinceMark = new ArrayList<>();
  private final BlockingQueue<List<String>> jobs = new LinkedBlockingQueue<>();
  private Optional<Fault> fault = Optional.empty();
  private int count;
  private int reasons;
  private int goesOn;

  WorkerOutput(InputStream output) {
    reader = new Thread(() -> drain(output), "worker-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits for the end of the output, or so long: a process that was started here may hold it. */
  void await(Duration most) throws InterruptedException {
    reader.join(Math.max(1, most.toMillis()));
  }

  /**
   * What was printed, in order and without empty lines and the fault's: the first lines, the last
   * ones, and those between that name a reason. An ellipsis stands for what is left out.
   */
  synchronized List<String> told() {
    SortedMap<Integer, String> all = new TreeMap<>(kept);
    last.forEach(it -> all.putIfAbsent(it.number(), cut(it.text())));
    List<String> lines = new ArrayList<>();
    int next = 0;
    for (var line : all.entrySet()) {
      if (line.getKey() != next) {
        lines.add("…");
      }
      lines.add(line.getValue());
      next = line.getKey() + 1;
    }
    return lines;
  }

  synchronized Optional<Fault> fault() {
    return fault;
  }

  /** The lines of the next job that has ended; empty if its mark does not come in time. */
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
    int mark = line.indexOf(MARK);
    if (told.isPresent()) {
      fault = told;
    } else if (mark >= 0) {
      keep(line.substring(0, mark) + " " + line.substring(mark + MARK.length()));
      jobs.add(List.copyOf(sinceMark));
      sinceMark.clear();
    } else {
      keep(line);
    }
  }

  private void keep(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.equals("#")) { // a JVM's error file has many of these
      return;
    }
    if (sinceMark.size() < MOST_OF_A_JOB) {
      sinceMark.add(line);
    }
    int number = count++;
    if (namesAReason(text) && reasons < MOST_REASONS) {
      reasons++;
      kept.put(number, text);
    } else if (number < MOST_LINES) {
      kept.put(number, cut(text));
    }
    last.addLast(new Line(number, text));
    if (last.size() > MOST_LINES) {
      last.removeFirst();
    }
  }

  private boolean namesAReason(String line) {
    if (STACK.matcher(line).find()) {
      goesOn = 0;
      return false;
    }
    if (REASON.matcher(line).find()) {
      goesOn = LONG_REASON.matcher(line).find() ? MOST_OF_A_REASON : goesOn;
      return true;
    }
    if (goesOn > 0) {
      goesOn--;
      return true;
    }
    return false;
  }

  private static String cut(String line) {
    return line.length() > LONGEST_OTHER ? line.substring(0, LONGEST_OTHER) + "…" : line;
  }
}
