package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.msl.Preprocessor;
import io.github.kernelconformance.msl.PreprocessorSettings;
import io.github.kernelconformance.testing.TestToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs goals on a machine that has a card and neither Maven nor clang: {@code flatten} makes a
 * project of flattened texts here, {@code verify} runs its matrix there. A flattened text is
 * flattened already, so a program that prints the file that it is given is clang enough.
 */
public final class CardRuns {

  private CardRuns() {}

  /** See {@link #usage}. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "flatten" -> flatten(Path.of(arguments[1]), Path.of(arguments[2]), rest(arguments, 3));
      case "verify" -> verify(Path.of(arguments[1]), rest(arguments, 2));
      case "doctor" -> doctor(arguments[1]);
      case "merge" -> merge(Path.of(arguments[1]));
      default -> usage();
    }
  }

  private static void usage() {
    System.err.println(
        """
        flatten FROM TO FILE...   flattens sources of the directory FROM into a project TO
        verify PROJECT NAME=VALUE...   device, families, cells, clang, tools, selfCheck, runs, n, k …
        merge DIRECTORY   puts the report.json files below it side by side
        doctor CLANG""");
  }

  private static List<String> rest(String[] arguments, int from) {
    return Arrays.asList(arguments).subList(from, arguments.length);
  }

  /** The include path of each file is the directory that all sources are in. */
  private static void flatten(Path from, Path to, List<String> files)
      throws IOException, InterruptedException {
    Preprocessor preprocessor =
        new Preprocessor(
            new PreprocessorSettings(
                TestToolchain.clang().executable(),
                from,
                List.of(from),
                Map.of(),
                PreprocessorSettings.DEFAULT_METAL_VERSION));
    for (String file : files) {
      Path text = to.resolve("src/main/metal").resolve(Path.of(file).getFileName());
      Files.createDirectories(text.getParent());
      Files.writeString(text, preprocessor.flatten(from.resolve(file)));
    }
  }

  private static void merge(Path directory) throws Exception {
    Merge.run(
            new ReportRequest(directory, directory, directory, "mvn", Surroundings.none()),
            directory,
            "**/report.json",
            Projects.gate(directory))
        .lines()
        .forEach(System.out::println);
  }

  private static void doctor(String clang) {
    Doctor.run(clang, CardRuns::locate).forEach(System.out::println);
  }

  private static Path locate(String group, String artifact, String version, String classifier) {
    throw new IllegalStateException("the compiler is given");
  }

  private static void verify(Path project, List<String> words) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      given.put(word.substring(0, at), word.substring(at + 1));
    }
    String families = take(given, "families", "auto");
    String cells = take(given, "cells", "**");
    String device = take(given, "device", "cuda");
    String clang = take(given, "clang", "clang");
    CudaRequest cuda =
        new CudaRequest(
            take(given, "home", ""), take(given, "tools", CudaRequest.DEFAULT.computeSanitizer()));
    String checks = take(given, "checks", "memory,race,fence,undefined");
    boolean selfCheck = Boolean.parseBoolean(take(given, "selfCheck", "true"));
    int runs = Integer.parseInt(take(given, "runs", "1"));
    int lines = Integer.parseInt(take(given, "lines", "40"));
    Request request =
        new Request(
            new Sources(
                project,
                project,
                project.resolve("src/main/metal"),
                List.of("**/*.metal"),
                List.of(),
                List.of(project.resolve("src/main/metal")),
                Map.of(),
                Map.of(),
                project.resolve("src/conformance/java")),
            Selection.parse(families, given, Map.of(), cells),
            device,
            checks,
            new MetalRequest("safe", false, Map.of()),
            cuda,
            clang,
            CardRuns::locate,
            take(given, "timeout", "60"),
            take(given, "forks", "cores"),
            new MetallibSettings("project.metallib", List.of(), System.getenv()),
            "",
            project.resolve("target/kernel-conformance"),
            false,
            true,
            selfCheck,
            "mvn kernel-conformance:verify",
            Surroundings.none());
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      Outcome outcome = Verify.run(request, Projects.gate(project));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT, "== %s on %s: %.1f s%n", project.getFileName(), device, seconds);
      outcome.lines().stream().limit(lines).forEach(System.out::println);
      outcome.warnings().stream().limit(5).forEach(System.out::println);
      outcome.failure().ifPresent(it -> System.out.println("FAILURE " + it));
    }
  }

  private static String take(Map<String, String> given, String name, String otherwise) {
    String value = given.remove(name);
    return value == null ? otherwise : value;
  }
}
