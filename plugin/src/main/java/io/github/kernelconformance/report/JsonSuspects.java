package io.github.kernelconformance.report;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.Suspect;
import java.util.ArrayList;
import java.util.List;

/** The suspect lines of a {@code report.json}, read back. */
final class JsonSuspects {

  private static final String FIELD = "suspects";

  private JsonSuspects() {}

  /**
   * The suspect lines of each kernel.
   *
   * @param json the document
   * @param results its cells, of which the first wrong one stands for a kernel
   */
  static List<KernelSuspects> read(JsonFields json, List<CellResult> results)
      throws ReportException {
    List<KernelSuspects> suspects = new ArrayList<>();
    if (json.has(FIELD)) {
      for (JsonFields kernel : json.list(FIELD)) {
        String name = kernel.text("kernel");
        suspects.add(new KernelSuspects(name, wrongCell(kernel, name, results), lines(kernel)));
      }
    }
    return suspects;
  }

  private static Cell wrongCell(JsonFields json, String kernel, List<CellResult> results)
      throws ReportException {
    return results.stream()
        .filter(result -> result.status().failed())
        .map(CellResult::cell)
        .filter(cell -> cell.kernel().equals(kernel))
        .findFirst()
        .orElseThrow(() -> json.wrong("kernel", "a kernel with wrong cells"));
  }

  private static List<Suspect> lines(JsonFields json) throws ReportException {
    List<Suspect> lines = new ArrayList<>();
    for (JsonFields line : json.list("lines")) {
      int first = line.integer("line");
      String basis = line.has("basis") ? line.text("basis") : "";
      int last = line.has("lastLine") ? line.integer("lastLine") : first;
      lines.add(
          new Suspect(
              line.text("file"), first, last, line.figure("score"), line.text("text"), basis));
    }
    return lines;
  }
}
