package io.github.kernelconformance.device.host;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a tree.
 *
 * @param seconds how long it took
 */
record TreeTable(String tree, String commit, List<TreeResult> results, double seconds) {

  /** Errors that are told of each tree. */
  private static final int MOST_ERRORS = 40;

  static String commit(Path tree) throws Exception {
    Process git =
        new ProcessBuilder("git", "-C", tree.toString(), "rev-parse", "--short=9", "HEAD")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String commit = new String(git.getInputStream().readAllBytes()).strip();
    return git.waitFor() == 0 ? commit : "unknown";
  }

  static void print(List<TreeTable> tables, PrintStream out) {
    out.println("| tree | commit | files | compile | kernels | compile | seconds |");
    out.println("|---|---|---|---|---|---|---|");
    tables.forEach(it -> it.printRow(out));
    tables.forEach(it -> it.printErrors(out));
  }

  private void printRow(PrintStream out) {
    out.printf(
        "| %s | %s | %d | %d | %d | %d | %.0f |%n",
        tree,
        commit,
        results.size(),
        results.stream().filter(TreeResult::compiles).count(),
        results.stream().mapToInt(TreeResult::kernels).sum(),
        results.stream().mapToInt(TreeResult::compiled).sum(),
        seconds);
  }

  private void printErrors(PrintStream out) {
    Map<String, Integer> costs = new HashMap<>();
    Map<String, TreeError> first = new HashMap<>();
    for (TreeResult result : results) {
      result.failed().values().forEach(it -> count(it, 1, costs, first));
      // A unit that is broken has all of its errors to lose its kernels by, each once.
      Map<String, TreeError> broken = new LinkedHashMap<>();
      result.broken().forEach(it -> broken.putIfAbsent(kind(it), it));
      broken.values().forEach(it -> count(it, result.kernels(), costs, first));
    }
    if (!costs.isEmpty()) {
      out.printf("%n%s: kernels that an error costs%n", tree);
    }
    costs.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_ERRORS)
        .forEach(it -> out.printf("%6d %s%n", it.getValue(), first.get(it.getKey())));
  }

  private static void count(
      TreeError error, int kernels, Map<String, Integer> costs, Map<String, TreeError> first) {
    costs.merge(kind(error), kernels, Integer::sum);
    first.putIfAbsent(kind(error), error);
  }

  /** The message without template arguments, by which errors are one. */
  private static String kind(TreeError error) {
    String message = error.message();
    for (String before = ""; !before.equals(message); ) {
      before = message;
      message = message.replaceAll("<[^<>]*>", "");
    }
    return message;
  }
}
