package io.github.kernelconformance.mojo;

import io.github.kernelconformance.goal.LiveProgress;
import io.github.kernelconformance.goal.Progress;
import io.github.kernelconformance.goal.SparseProgress;
import io.github.kernelconformance.goal.Surroundings;
import io.github.kernelconformance.report.Style;
import java.io.Console;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.shared.utils.logging.MessageUtils;

/** The process of a Maven build. */
final class MavenSurroundings {

  /** Maven's own colours, which are none where Maven shows none. */
  private static final Style STYLE =
      new Style() {
        @Override
        public String strong(String text) {
          return MessageUtils.buffer().strong(text).build();
        }

        @Override
        public String success(String text) {
          return MessageUtils.buffer().success(text).build();
        }

        @Override
        public String warning(String text) {
          return MessageUtils.buffer().warning(text).build();
        }

        @Override
        public String failure(String text) {
          return MessageUtils.buffer().failure(text).build();
        }
      };

  private MavenSurroundings() {}

  static Surroundings of(MavenSession session, Log log) {
    return new Surroundings(
        name -> Optional.ofNullable(System.getenv(name)),
        System.out::println,
        STYLE,
        progress(session, log));
  }

  /** Nothing with {@code -q}, a live line where a person looks on, else a line now and then. */
  private static Progress progress(MavenSession session, Log log) {
    if (!log.isInfoEnabled()) {
      return Progress.NONE;
    }
    return isWatched(session)
        ? new LiveProgress(
            System::nanoTime,
            text -> {
              System.out.print(text);
              System.out.flush();
            })
        : new SparseProgress(System::nanoTime, log::info);
  }

  /** Maven has no colours in a log file ({@code -l}), in which a live line would be rubbish. */
  private static boolean isWatched(MavenSession session) {
    return session.getRequest().isInteractiveMode()
        && session.getRequest().getDegreeOfConcurrency() == 1
        && System.getenv("CI") == null
        && MessageUtils.isColorEnabled()
        && isTerminal(System.console());
  }

  /** From release 22 on, the JDK has a console even where there is no terminal, and tells so. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
