package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the user's line for an address in a compiled library, by the line tables in it. Any number
 * of threads may use it at once; it asks for each address once.
 */
public final class Symbolizer {

  /** So many addresses are few enough for a command line. */
  private static final int AT_ONCE = 8000;

  /** Between addresses whose lines are looked up; hardly a statement has less code. */
  private static final long STEP = 8;

  /** Code that is longer is looked at in larger steps. */
  private static final long MOST_STEPS = 64;

  private record Address(Path library, long offset) {}

  private record Span(Path library, Code code) {}

  /**
   * A place in the user's source.
   *
   * @param file as the user wrote it
   * @param line from 1
   * @param column from 1; 0 where unknown
   */
  public record Place(String file, int line, int column) {

    /** As compilers write it. */
    @Override
    public String toString() {
      return file + ":" + line + (column == 0 ? "" : ":" + column);
    }
  }

  /**
   * Code of a library.
   *
   * @param offset from the start of the library as loaded
   * @param end of the first byte behind it
   */
  public record Code(long offset, long end) {

    private List<Long> samples() {
      // The end may be that of a function far behind, so the beginning is looked at closely.
      List<Long> samples = new ArrayList<>(List.of(offset));
      long near = Math.min(end, offset + STEP * MOST_STEPS);
      for (long at = offset + STEP; at < near; at += STEP) {
        samples.add(at);
      }
      long step = Math.max(STEP, (end - near) / MOST_STEPS);
      for (long at = near; at < end; at += step) {
        samples.add(at);
      }
      return samples;
    }
  }

  /**
   * Lines of one function in the user's source, both from 1.
   *
   * @param file as the user wrote it
   */
  public record Lines(String file, int first, int last) {}

  /** A function as it is called or inlined, and the place in it. */
  private record Frame(String function, Place place) {}

  private final Clang clang;
  private final Path standardLibrary;
  private final Map<Address, Optional<Place>> places = new ConcurrentHashMap<>();
  private final Map<Span, Optional<Lines>> spans = new ConcurrentHashMap<>();

  /** The user's files as they are told, by what the tool prints; none for the library's. */
  private final Map<String, Optional<String>> files = new ConcurrentHashMap<>();

  /** Looks lines up with the compiler's own symbolizer; without one there are none. */
  public Symbolizer(Clang clang, NativeSources sources) {
    this.clang = clang;
    this.standardLibrary = sources.directory();
  }

  /**
   * The innermost place that is not in the Metal standard library.
   *
   * @param offset from the start of the library as loaded, of any byte of the instruction
   */
  public Optional<Place> place(Path library, long offset) {
    return places.computeIfAbsent(new Address(library, offset), this::find);
  }

  /** Finds the places of many addresses at once; {@link #place} then has them at hand. */
  public void lookUp(Path library, Collection<Long> offsets) {
    List<Long> unknown =
        offsets.stream()
            .filter(offset -> !places.containsKey(new Address(library, offset)))
            .distinct()
            .toList();
    for (int i = 0; i < unknown.size(); i += AT_ONCE) {
      frames(library, unknown.subList(i, Math.min(i + AT_ONCE, unknown.size())))
          .forEach(
              (offset, frames) ->
                  places.put(
                      new Address(library, offset), frames.stream().map(Frame::place).findFirst()));
    }
  }

  /**
   * The lines of some code: from that of its first instruction to the last one in the same
   * function. Code without a line in the user's source is left out.
   */
  public Map<Code, Lines> lines(Path library, Collection<Code> codes) {
    List<Code> unknown =
        codes.stream().filter(it -> !spans.containsKey(new Span(library, it))).distinct().toList();
    List<Long> offsets = unknown.stream().flatMap(it -> it.samples().stream()).distinct().toList();
    Map<Long, List<Frame>> frames = new HashMap<>();
    for (int i = 0; i < offsets.size(); i += AT_ONCE) {
      frames.putAll(frames(library, offsets.subList(i, Math.min(i + AT_ONCE, offsets.size()))));
    }
    unknown.forEach(it -> spans.put(new Span(library, it), lines(it, frames)));
    Map<Code, Lines> found = new HashMap<>();
    codes.forEach(it -> spans.get(new Span(library, it)).ifPresent(at -> found.put(it, at)));
    return found;
  }

  private static Optional<Lines> lines(Code code, Map<Long, List<Frame>> frames) {
    Optional<Frame> first = frames.getOrDefault(code.offset(), List.of()).stream().findFirst();
    return first.map(
        frame -> {
          int last =
              code.samples().stream()
                  .flatMap(it -> frames.getOrDefault(it, List.of()).stream())
                  .filter(it -> it.function().equals(frame.function()))
                  .filter(it -> it.place().file().equals(frame.place().file()))
                  .mapToInt(it -> it.place().line())
                  .reduce(frame.place().line(), Math::max);
          return new Lines(frame.place().file(), frame.place().line(), last);
        });
  }

  /** The tool separates what it says of one address from that of the next with an empty line. */
  private Map<Long, List<Frame>> frames(Path library, List<Long> offsets) {
    String told = clang.symbolizer().map(tool -> run(tool, library, "linkage", offsets)).orElse("");
    String[] each = told.split("\n\n", -1);
    Map<Long, List<Frame>> frames = new HashMap<>();
    for (int i = 0; i < offsets.size() && i < each.length; i++) {
      frames.put(offsets.get(i), frames(each[i]));
    }
    return frames;
  }

  /**
   * The frames in the user's source, the innermost first; a line with the function precedes each.
   */
  private List<Frame> frames(String told) {
    List<Frame> frames = new ArrayList<>();
    String function = "";
    for (String line : told.split("\n")) {
      Optional<Place> place = place(line);
      if (place.isPresent()) {
        frames.add(new Frame(function, place.get()));
      }
      function = line;
    }
    return frames;
  }

  private Optional<Place> find(Address address) {
    return clang
        .symbolizer()
        .map(tool -> run(tool, address.library(), "none", List.of(address.offset())))
        .flatMap(this::innermost);
  }

  private Optional<Place> innermost(String frames) {
    return frames.lines().flatMap(line -> place(line).stream()).findFirst();
  }

  /**
   * The place in the user's source that a line of the tool's tells: {@code file:line:column}, where
   * the column may be unknown, but not the line. There are many lines, hence no expression.
   */
  private Optional<Place> place(String told) {
    int column = told.lastIndexOf(':');
    int line = told.lastIndexOf(':', column - 1);
    if (line <= 0
        || !isNumber(told, line + 1, column)
        || !isNumber(told, column + 1, told.length())) {
      return Optional.empty();
    }
    int number = Integer.parseInt(told, line + 1, column, 10);
    return number == 0
        ? Optional.empty()
        : files
            .computeIfAbsent(told.substring(0, line), this::own)
            .map(
                file ->
                    new Place(file, number, Integer.parseInt(told, column + 1, told.length(), 10)));
  }

  private static boolean isNumber(String text, int begin, int end) {
    return begin < end && text.substring(begin, end).chars().allMatch(it -> '0' <= it && it <= '9');
  }

  private Optional<String> own(String file) {
    Path path = Path.of(file);
    return path.startsWith(standardLibrary)
        ? Optional.empty()
        : Optional.of(path.normalize().toString());
  }

  /** What the tool says: for each frame, the innermost first, a line with its place. */
  private static String run(Path tool, Path library, String functions, List<Long> offsets) {
    List<String> command =
        new ArrayList<>(List.of(tool.toString(), "--obj=" + library, "--functions=" + functions));
    offsets.forEach(offset -> command.add("0x" + Long.toHexString(offset)));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // a message without a line is better than none
    }
  }
}
