package io.github.kernelconformance.testing;

import io.github.kernelconformance.device.CompilationException;
import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.MslException;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.msl.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code metal -c}: what it leaves behind is the flattened source. */
final class StandInMetal {

  private static final Pattern MARKER = Pattern.compile("^# \\d+ \"([^\"]+)\"", Pattern.MULTILINE);
  private static final Pattern WARNING = Pattern.compile("\\s*#warning (.*)");

  private final StandInCompiler compiler;
  private final Path directory;
  private final PrintStream messages;
  private final List<Path> includePaths = new ArrayList<>();
  private final Map<String, String> defines = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private int version;
  private boolean fuses = true;
  private boolean newer = true;

  /**
   * @param directory where it runs
   * @param messages what takes the place of its standard error
   */
  StandInMetal(
      StandInCompiler compiler, Path directory, List<String> arguments, PrintStream messages) {
    this.compiler = compiler;
    this.directory = directory;
    this.messages = messages;
    boolean old = compiler.faults().contains("old-toolchain");
    for (int i = 0; i < arguments.size(); i++) {
      String it = arguments.get(i);
      if (Set.of("-c", "-o", "-MF", "-MT").contains(it)) {
        values.put(it, arguments.get(++i));
      } else if (it.startsWith("-I")) {
        includePaths.add(Path.of(it.substring(2)));
      } else if (it.startsWith("-D")) {
        String[] macro = it.substring(2).split("=", 2);
        defines.put(macro[0], macro.length > 1 ? macro[1] : "1");
      } else if (it.startsWith("-std=metal")) {
        version = Integer.parseInt(it.substring(10).replace(".", "")) * 10;
      } else if (it.startsWith("-ffp-contract=")) {
        fuses = !it.endsWith("=off");
      } else if (it.equals("-Wno-c++17-extensions")) {
        newer = false;
      } else if (it.equals("-Wc++17-extensions")) {
        newer = true;
      } else if (!known(it, old)) {
        unknown.add(it);
      }
    }
  }

  private static boolean known(String option, boolean old) {
    return Set.of("-MMD", "-Wall", "-Wextra", "-w", "-mmacosx-version-min=14.0").contains(option)
        || Set.of("-fno-fast-math", "-ffast-math", "-Wno-c++20-extensions").contains(option)
        || !old && option.startsWith("-fmetal-math-");
  }

  /** The exit code. */
  int run() throws DeviceException, IOException, InterruptedException {
    unknown.forEach(it -> messages.println("metal: error: unknown argument: '" + it + "'"));
    return unknown.isEmpty() ? compile() : 1;
  }

  private int compile() throws DeviceException, IOException, InterruptedException {
    Path source = Path.of(values.get("-c"));
    try {
      String text =
          new Preprocessor(
                  new PreprocessorSettings(
                      TestToolchain.clang().executable(),
                      directory,
                      includePaths,
                      defines,
                      version))
              .flatten(source);
      compiler.compile(Program.of(source.toString(), text), Set.of(), Set.of());
      warn(source);
      Files.writeString(
          directory.resolve(values.get("-o")),
          (fuses ? "" : StandInCompiler.NO_CONTRACTION) + text);
      Files.writeString(directory.resolve(values.get("-MF")), rule(text));
      return 0;
    } catch (CompilationException | MslException e) {
      messages.println(StandInCompiler.messages(e));
      return 1;
    }
  }

  private void warn(Path source) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve(source));
    for (int i = 0; i < lines.size(); i++) {
      int at = lines.get(i).indexOf("if constexpr");
      if (newer && at >= 0) {
        messages.printf(
            "%s:%d:%d: warning: constexpr if is a C++17 extension [-Wc++17-extensions]%n",
            source, i + 1, at + 4);
      }
      var warning = WARNING.matcher(lines.get(i));
      if (warning.matches()) {
        messages.printf(
            "%s:%d:2: warning: %s [-W#warnings]%n%s%n ^%n",
            source, i + 1, warning.group(1), lines.get(i));
      }
    }
  }

  /** A rule for make with the user's files. */
  private String rule(String text) {
    Set<String> files = new TreeSet<>();
    MARKER.matcher(text).results().forEach(it -> files.add(it.group(1).replace(" ", "\\ ")));
    return values.get("-MT") + ": " + String.join(" \\\n  ", files) + "\n";
  }
}
