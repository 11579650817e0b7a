package io.github.kernelconformance.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  private static final Pattern PLACE = Pattern.compile("(.+):([1-9]\\d*):(\\d+)");

  private record Address(Path library, long offset) {}

  private final Clang clang;
  private final Path standardLibrary;
  private final Map<Address, Optional<String>> places = new ConcurrentHashMap<>();

  /** Looks lines up with the compiler's own symbolizer; without one there are none. */
  public Symbolizer(Clang clang, NativeSources sources) {
    this.clang = clang;
    this.standardLibrary = sources.directory();
  }

  /**
   * The innermost place that is not in the Metal standard library, as {@code file:line:column}.
   *
   * @param offset from the start of the library as loaded, of any byte of the instruction
   */
  public Optional<String> place(Path library, long offset) {
    return places.computeIfAbsent(new Address(library, offset), this::find);
  }

  private Optional<String> find(Address address) {
    return clang.symbolizer().map(tool -> run(tool, address)).stream()
        .flatMap(String::lines)
        .map(PLACE::matcher)
        .filter(Matcher::matches)
        .filter(place -> !Path.of(place.group(1)).startsWith(standardLibrary))
        .map(Symbolizer::text)
        .findFirst();
  }

  private static String text(Matcher place) {
    String file = Path.of(place.group(1)).normalize().toString();
    String column = place.group(3).equals("0") ? "" : ":" + place.group(3);
    return file + ":" + place.group(2) + column;
  }

  /** What the tool says: for each frame, the innermost first, a line with its place. */
  private static String run(Path tool, Address address) {
    List<String> command =
        List.of(
            tool.toString(),
            "--obj=" + address.library(),
            "--functions=none",
            "0x" + Long.toHexString(address.offset()));
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
