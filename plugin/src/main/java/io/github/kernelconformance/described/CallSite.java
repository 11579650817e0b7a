package io.github.kernelconformance.described;

import java.lang.StackWalker.StackFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the calls in an author's code that lead to operations. Not to be shared by threads. */
final class CallSite {

  private static final StackWalker WALKER = StackWalker.getInstance();

  private final Map<String, Optional<String>> known = new HashMap<>();
  private final Function<String, Optional<String>> paths;

  /**
   * @param paths finds the file of a class; empty for classes that are no author's
   */
  CallSite(Function<String, Optional<String>> paths) {
    this.paths = paths;
  }

  /** The innermost call of this thread that an author wrote; empty if there is none. */
  Optional<StackFrame> here() {
    return WALKER.walk(
        frames -> frames.filter(it -> path(it.getClassName()).isPresent()).findFirst());
  }

  /** What tells a call from all others, also of the same line. */
  static String key(StackFrame frame) {
    return frame.getClassName() + "." + frame.getMethodName() + "@" + frame.getByteCodeIndex();
  }

  /** The file and line. Of classes without sources only the file's name is known. */
  String place(StackFrame frame) {
    String path = path(frame.getClassName()).orElseThrow();
    boolean named = path.endsWith(".java") || frame.getFileName() == null;
    return (named ? path : frame.getFileName()) + ":" + frame.getLineNumber();
  }

  private Optional<String> path(String className) {
    return known.computeIfAbsent(className, paths);
  }
}
