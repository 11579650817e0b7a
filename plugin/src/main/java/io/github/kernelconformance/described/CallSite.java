package io.github.kernelconformance.described;

import java.lang.StackWalker.StackFrame;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the calls in an author's code that lead to operations. Not to be shared by threads. */
final class CallSite {

  // Frames of reflection are no author's; to leave them out would take most of the time.
  private static final StackWalker WALKER =
      StackWalker.getInstance(
          Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES),
          16);

  private final Map<Class<?>, Optional<String>> known = new IdentityHashMap<>();
  private final Function<String, Optional<String>> paths;

  /**
   * @param paths finds the file of a class; empty for classes that are no author's
   */
  CallSite(Function<String, Optional<String>> paths) {
    this.paths = paths;
  }

  /** The innermost call of this thread that an author wrote; empty if there is none. */
  Optional<StackFrame> here() {
    return WALKER.walk(this::first);
  }

  private Optional<StackFrame> first(Stream<StackFrame> frames) {
    for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
      StackFrame frame = each.next();
      if (path(frame.getDeclaringClass()).isPresent()) {
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }

  /** What tells a call from all others, also of the same line. */
  static String key(StackFrame frame) {
    return frame.getClassName() + "." + frame.getMethodName() + "@" + frame.getByteCodeIndex();
  }

  /** The file and line. Of classes without sources only the file's name is known. */
  String place(StackFrame frame) {
    String path = path(frame.getDeclaringClass()).orElseThrow();
    boolean named = path.endsWith(".java") || frame.getFileName() == null;
    return (named ? path : frame.getFileName()) + ":" + frame.getLineNumber();
  }

  private Optional<String> path(Class<?> of) {
    Optional<String> path = known.get(of);
    if (path == null) {
      path = paths.apply(of.getName());
      known.put(of, path);
    }
    return path;
  }
}
