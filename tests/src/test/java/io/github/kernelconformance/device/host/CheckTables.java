package io.github.kernelconformance.device.host;

import io.github.kernelconformance.device.host.CheckProof.Defect;
import io.github.kernelconformance.device.host.CheckProof.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of the proof as tables in Markdown: a table a defect, a column a width. */
final class CheckTables {

  private static final List<String> COLUMNS =
      List.of("1", "2", "3", "4", "6", "8", "12", "16", "32", "bit-field", "atomic 4", "atomic 8");

  private CheckTables() {}

  static String of(List<Result> results) {
    StringBuilder text = new StringBuilder();
    for (Defect defect : Defect.values()) {
      table(defect, results.stream().filter(it -> it.trial().defect() == defect).toList(), text);
    }
    return text.toString();
  }

  private static void table(Defect defect, List<Result> results, StringBuilder text) {
    Set<String> positions =
        results.stream()
            .map(it -> it.trial().position())
            .filter(it -> !it.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    text.append("\n### ").append(defect.title()).append("\n\n");
    if (!positions.isEmpty()) {
      text.append("Tried: ").append(String.join(", ", positions)).append(".\n\n");
    }
    text.append("| bytes | ")
        .append(String.join(" | ", COLUMNS))
        .append(" |\n|---|")
        .append("---|".repeat(COLUMNS.size()))
        .append('\n');
    Map<String, List<Result>> rows = new LinkedHashMap<>();
    for (Result result : results) {
      rows.computeIfAbsent(row(result.trial().kernel()), it -> new ArrayList<>()).add(result);
    }
    for (ProofSpace space : ProofSpace.values()) {
      rows.forEach(
          (row, some) -> {
            if (some.get(0).trial().kernel().space() == space) {
              text.append("| ").append(row);
              for (String column : COLUMNS) {
                text.append(" | ")
                    .append(
                        cell(
                            some.stream()
                                .filter(it -> it.trial().kernel().type().column().equals(column))
                                .toList()));
              }
              text.append(" |\n");
            }
          });
    }
  }

  private static String row(ProofKernel kernel) {
    return kernel.space().title()
        + (kernel.form() == ProofKernel.Form.INDEX ? ", by index" : "")
        + (kernel.write() ? ": write" : ": read");
  }

  private static String cell(List<Result> results) {
    if (results.isEmpty()) {
      return "–";
    }
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
