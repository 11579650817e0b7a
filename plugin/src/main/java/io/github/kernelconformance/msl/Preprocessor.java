package io.github.kernelconformance.msl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.FileUtils;

/**
 * Flattens a {@code .metal} file: the user's headers and macros are expanded, and what remains of
 * Metal's own headers are their {@code #include} lines. Line markers keep the user's files and
 * lines. The text needs no include path, so it suits Metal's run-time compiler too.
 */
public final class Preprocessor {

  private final PreprocessorSettings settings;

  /** A preprocessor that runs the clang of the settings. */
  public Preprocessor(PreprocessorSettings settings) {
    this.settings = settings;
  }

  /**
   * Flattens one file and scans it for kernels.
   *
   * @throws MslException where the file cannot be preprocessed or scanned
   * @throws IOException where clang cannot be run
   * @throws InterruptedException where the thread is interrupted; clang is then stopped
   */
  public Program program(Path source) throws IOException, InterruptedException {
    return Program.of(named(source), flatten(source));
  }

  /**
   * Flattens one file.
   *
   * @throws MslException where the file cannot be preprocessed, a header is missing for example;
   *     the message is clang's, with the user's file, line and column
   * @throws IOException where clang cannot be run
   * @throws InterruptedException where the thread is interrupted; clang is then stopped
   */
  public String flatten(Path source) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("kernel-conformance-msl");
    try {
      Path headers = work.resolve("include");
      Path output = work.resolve("output");
      Path messages = work.resolve("messages");
      MetalHeaders.writeTo(headers);
      int exit = run(command(source, headers), output, messages);
      if (exit != 0) {
        throw failure(source, exit, Files.readString(messages));
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return MetalHeaders.restore(named(text, headers));
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  private List<String> command(Path source, Path headers) {
    List<String> command = new ArrayList<>();
    command.add(settings.clang().toString());
    command.addAll(List.of("-E", "-x", "c++", "--target=" + MetalMacros.TARGET));
    command.add("-std=" + MetalMacros.standard(settings.metalVersion()));
    command.addAll(List.of("-fno-exceptions", "-fno-rtti", "-nostdinc"));
    // Expands macros in pragmas too: #pragma unroll(N) outlives this, and a macro N would not.
    command.add("-fms-extensions");
    command.addAll(List.of("-w", "-fno-color-diagnostics"));
    MetalMacros.OF_TARGET.forEach(macro -> command.add("-U" + macro));
    MetalMacros.of(settings.metalVersion()).forEach((k, v) -> command.add("-D" + k + "=" + v));
    settings.defines().forEach((macro, value) -> command.add("-D" + macro + "=" + value));
    settings.includePaths().forEach(path -> command.add("-I" + given(path)));
    command.addAll(List.of("-isystem", headers.toString(), given(source)));
    return command;
  }

  /** Runs a command with its output in files, so that no full pipe can stop it. */
  private int run(List<String> command, Path output, Path messages)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(settings.baseDirectory().toFile())
            .redirectOutput(output.toFile())
            .redirectError(messages.toFile())
            .start();
    try {
      process.getOutputStream().close();
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  private MslException failure(Path source, int exit, String messages) {
    StringBuilder message = new StringBuilder("cannot preprocess ").append(named(source));
    message.append(": clang ended with ").append(exit).append('\n').append(messages);
    if (messages.contains("file not found")) {
      message
          .append("Headers are looked for beside the file that includes them and in includePaths: ")
          .append(
              settings.includePaths().stream()
                  .map(this::named)
                  .collect(Collectors.joining(", ", "[", "]")))
          .append(". Add the directory from which the include's path starts.");
    }
    return new MslException(message.toString().stripTrailing());
  }

  /** How clang is told of a path: where links lead, {@code ..} may not lead back from there. */
  private String given(Path path) {
    Path absolute = absolute(path);
    return absolute.startsWith(settings.baseDirectory()) ? named(path) : absolute.toString();
  }

  /** How a path is named in texts, messages and reports: relative to the base directory. */
  private String named(Path path) {
    String relative = settings.baseDirectory().relativize(absolute(path)).toString();
    return relative.isEmpty() ? "." : relative.replace('\\', '/');
  }

  private Path absolute(Path path) {
    return settings.baseDirectory().resolve(path).normalize();
  }

  /**
   * Names the files of the markers, and empties those of the stand-in headers and of clang's own
   * sections. A marker that returns from one of them becomes a plain one, since for a reader of the
   * text it was never entered.
   */
  private String named(String text, Path headers) {
    StringBuilder kept = new StringBuilder(text.length());
    Deque<Boolean> foreign = new ArrayDeque<>();
    text.lines()
        .forEach(
            line -> {
              Optional<LineMarker> marker = LineMarker.parse(line);
              kept.append(marker.isEmpty() ? line : kept(marker.get(), headers, foreign));
              kept.append('\n');
            });
    return kept.toString();
  }

  private String kept(LineMarker marker, Path headers, Deque<Boolean> foreign) {
    boolean isForeign = marker.file().startsWith("<") || Path.of(marker.file()).startsWith(headers);
    if (marker.enters()) {
      foreign.push(isForeign);
    }
    boolean fromForeign = marker.returns() && !foreign.isEmpty() && foreign.pop();
    if (isForeign) {
      return "";
    }
    LineMarker named = marker.of(named(Path.of(marker.file())));
    return fromForeign ? named.plain() : named.text();
  }
}
