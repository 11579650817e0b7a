package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.NoAccuracyException;
import io.github.kernelconformance.family.AuthorException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Calls what an author wrote: each call in another thread, which is left behind if it does not end
 * in time, so that no mistake takes the build down or keeps it.
 *
 * @param sources finds the file of a class by the class' name; empty for classes that are no
 *     author's
 */
public record AuthorCode(Function<String, Optional<SourceText>> sources) {

  /** For contracts whose sources are not at hand: messages name no line. */
  public static final AuthorCode UNKNOWN = new AuthorCode(name -> Optional.empty());

  private static final int STACK_BYTES = 1 << 22;

  /** A thread whose call has ended takes the next one: to start one costs more than most calls. */
  private static final ExecutorService THREADS = threads();

  private static ExecutorService threads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        1,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(null, task, "author-code", STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Calls it.
   *
   * @param what is called, for messages, such as {@code RmsNorm.describe}
   * @throws AuthorException if it throws anything or does not end within the limit
   */
  public <T> T call(String what, Duration limit, Callable<T> code) {
    AtomicReference<Thread> thread = new AtomicReference<>();
    Future<T> task =
        THREADS.submit(
            () -> {
              thread.set(Thread.currentThread());
              return code.call();
            });
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failed(what, e.getCause());
    } catch (TimeoutException e) {
      StackTraceElement[] where =
          thread.get() == null ? new StackTraceElement[0] : thread.get().getStackTrace();
      task.cancel(true);
      throw new AuthorException(
          place(where)
              + "%s did not end within %s; this is where it was".formatted(what, inWords(limit))
              + excerpt(where),
          null);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new AuthorException("Interrupted in " + what, e);
    }
  }

  /** What the author is told of what the code threw. */
  public AuthorException failed(String what, Throwable thrown) {
    if (thrown instanceof AuthorException told) {
      return told;
    }
    Throwable cause = thrown;
    while (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
      cause = cause.getCause();
    }
    StackTraceElement[] where = cause.getStackTrace();
    if (!(cause instanceof ContractException) && !(cause instanceof NoAccuracyException)) {
      String message = "%s threw %s".formatted(what, inWords(cause));
      return new AuthorException(place(where) + message + excerpt(where), cause);
    }
    // What is only seen later has no line, so the contract is named.
    String place = frame(where).isPresent() ? place(where) : what.replaceFirst("\\..*", "") + ": ";
    return new AuthorException(place + cause.getMessage() + excerpt(where), cause);
  }

  private static String inWords(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    return thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
  }

  private static String inWords(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** The author's line that this thread runs, {@code file:line}; empty where that is not known. */
  String line() {
    return line(new Throwable().getStackTrace()).orElse("");
  }

  /** The file of a class; empty for classes that are no author's. */
  Optional<String> path(String className) {
    return sources.apply(className).map(SourceText::path);
  }

  private String place(StackTraceElement[] trace) {
    return line(trace).map(it -> it + ": ").orElse("");
  }

  private Optional<String> line(StackTraceElement[] trace) {
    return frame(trace)
        .map(it -> source(it).map(SourceText::path).orElseThrow() + ":" + it.getLineNumber());
  }

  private String excerpt(StackTraceElement[] trace) {
    return frame(trace)
        .flatMap(it -> source(it).map(text -> text.excerpt(it.getLineNumber())))
        .orElse("");
  }

  /** The deepest line that is an author's. */
  private Optional<StackTraceElement> frame(StackTraceElement[] trace) {
    return Arrays.stream(trace).filter(it -> source(it).isPresent()).findFirst();
  }

  private Optional<SourceText> source(StackTraceElement frame) {
    return sources.apply(frame.getClassName());
  }
}
