package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the user's line for an address in a compiled library, by the line tables in it. Any number
 * of threads may use it at once; it asks for each address once.
 */
public final class Symbolizer {

  /** What {@code llvm-symbolizer} prints for a frame that has a line; the column may be unknown. */
  private static final Pattern FRAME = Pattern.compile("(.+):([1-9]\\d*):(\\d+)");

  /** So many addresses are few enough for a command line. */
  private static final int AT_ONCE = 1000;

  private record Address(Path library, long offset) {}

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

  private final Clang clang;
  private final Path standardLibrary;
  private final Map<Address, Optional<Place>> places = new ConcurrentHashMap<>();

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
  public void lookUp(Path library, List<Long> offsets) {
    List<Long> unknown =
        offsets.stream()
            .filter(offset -> !places.containsKey(new Address(library, offset)))
            .distinct()
            .toList();
    for (int i = 0; i < unknown.size(); i += AT_ONCE) {
      find(library, unknown.subList(i, Math.min(i + AT_ONCE, unknown.size())));
    }
  }

  /** The tool separates what it tells of one address from that of the next with an empty line. */
  private void find(Path library, List<Long> offsets) {
    String told = clang.symbolizer().map(tool -> run(tool, library, offsets)).orElse("");
    String[] each = told.split("\n\n", -1);
    for (int i = 0; i < offsets.size() && i < each.length; i++) {
      places.put(new Address(library, offsets.get(i)), innermost(each[i]));
    }
  }

  private Optional<Place> find(Address address) {
    return clang
        .symbolizer()
        .map(tool -> run(tool, address.library(), List.of(address.offset())))
        .flatMap(this::innermost);
  }

  private Optional<Place> innermost(String frames) {
    return frames
        .lines()
        .map(FRAME::matcher)
        .filter(Matcher::matches)
        .filter(place -> !Path.of(place.group(1)).startsWith(standardLibrary))
        .map(Symbolizer::place)
        .findFirst();
  }

  private static Place place(Matcher told) {
    return new Place(
        Path.of(told.group(1)).normalize().toString(),
        Integer.parseInt(told.group(2)),
        Integer.parseInt(told.group(3)));
  }

  /** What the tool says: for each frame, the innermost first, a line with its place. */
  private static String run(Path tool, Path library, List<Long> offsets) {
    List<String> command =
        new ArrayList<>(List.of(tool.toString(), "--obj=" + library, "--functions=none"));
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
