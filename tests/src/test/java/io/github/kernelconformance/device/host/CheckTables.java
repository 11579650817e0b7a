package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.host.CheckProof.Defect;
import io.github.kernelconformance.device.host.CheckProof.Result;
import io.github.kernelconformance.device.host.CheckProof.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What came of the proof as tables in Markdown: a table a defect, a column a width. */
final class CheckTables {

  private static final List<String> COLUMNS =
      List.of(
          "1",
          "2",
          "3",
          "4",
          "6",
          "8",
          "12",
          "16",
          "32",
          "bit-field",
          "atomic 1",
          "atomic 4",
          "atomic 8");

  /** What the check does not promise to see, and the proof does not try. */
  private static final String NOT_TRIED = "◦";

  private CheckTables() {}

  static String of(List<Result> results) {
    StringBuilder text = new StringBuilder();
    for (Defect defect : Defect.values()) {
      table(defect, results.stream().filter(it -> it.trial().defect() == defect).toList(), text);
    }
    return text.toString();
  }

  private static void table(Defect defect, List<Result> results, StringBuilder text) {
    List<String> columns =
        defect == Defect.LOOP
            ? COLUMNS.stream().filter(it -> results.stream().anyMatch(in(it))).toList()
            : COLUMNS;
    Set<String> positions =
        results.stream()
            .filter(it -> it.trial().isPromised())
            .map(it -> it.trial().position())
            .filter(it -> !it.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    text.append("\n### ").append(defect.title()).append("\n\n");
    if (!positions.isEmpty()) {
      text.append("Tried: ").append(String.join(", ", positions)).append(".\n\n");
    }
    text.append("| bytes | ")
        .append(String.join(" | ", columns))
        .append(" |\n|---|")
        .append("---|".repeat(columns.size()))
        .append('\n');
    Map<String, List<Result>> rows = new LinkedHashMap<>();
    for (Result result : results) {
      rows.computeIfAbsent(row(result.trial()), it -> new ArrayList<>()).add(result);
    }
    for (ProofSpace space : ProofSpace.values()) {
      rows.forEach(
          (row, some) -> {
            if (some.get(0).trial().kernel().space() == space) {
              text.append("| ").append(row);
              for (String column : columns) {
                text.append(" | ").append(cell(some.stream().filter(in(column)).toList()));
              }
              text.append(" |\n");
            }
          });
    }
    notTried(results, text);
  }

  private static Predicate<Result> in(String column) {
    return it -> it.trial().kernel().type().column().equals(column);
  }

  private static void notTried(List<Result> results, StringBuilder text) {
    Set<String> what =
        results.stream()
            .flatMap(it -> it.trial().notPromised().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!what.isEmpty()) {
      text.append("\n%s: %s.\n".formatted(NOT_TRIED, String.join("; ", what)));
    }
  }

  private static String row(Trial trial) {
    ProofKernel kernel = trial.kernel();
    return (trial.defect() == Defect.INPUT_WRITTEN ? ProofSpace.DEVICE_INPUT : kernel.space())
            .title()
        + (kernel.form() == ProofKernel.Form.INDEX ? ", by index" : "")
        + (kernel.write() ? ": write" : ": read");
  }

  private static String cell(List<Result> all) {
    List<Result> results = all.stream().filter(it -> it.trial().isPromised()).toList();
    if (results.isEmpty()) {
      return all.isEmpty() ? "–" : NOT_TRIED;
    }
    return seen(results) + (results.size() < all.size() ? " " + NOT_TRIED : "");
  }

  private static String seen(List<Result> results) {
    if (results.stream().allMatch(Result::seen)) {
      return "all";
    }
    if (results.stream().noneMatch(Result::seen)) {
      return "none";
    }
    Map<String, List<Result>> positions =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.trial().position(), LinkedHashMap::new, Collectors.toList()));
    return positions.entrySet().stream()
        .filter(it -> !it.getValue().stream().allMatch(Result::seen))
        .map(it -> missed(it.getKey(), it.getValue()))
        .collect(Collectors.joining("; ", "not ", ""));
  }

  private static String missed(String position, List<Result> results) {
    return results.stream().noneMatch(Result::seen)
        ? position
        : results.stream()
            .filter(it -> !it.seen())
            .map(it -> it.trial().kernel().label())
            .distinct()
            .collect(Collectors.joining(", ", position + " (", ")"));
  }
}
