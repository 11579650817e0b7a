package io.github.kernelconformance.faults;

import io.github.kernelconformance.matrix.Selection;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Measures what a build tells of each seeded fault: whether cells fail, what it says of the cause,
 * and which rank the line at fault has. Nothing is asserted, and a build leaves it out, since its
 * name is no test's; docs/faults.md tells how to run it, and is written by it.
 */
final class FaultBenchmark {

  private static final Path DIRECTORY = Path.of("target", "faults").toAbsolutePath();

  /** Those that share code with one another. */
  private static final String CONTRACTS =
      "softmax,rms_norm,rms_norm_strided,matmul,inclusive_scan,row_sum,logsumexp,layer_norm";

  @Test
  void faults() throws Exception {
    Pattern names = Pattern.compile(System.getProperty("faults.names", ".*"));
    FaultTable table = new FaultTable();
    for (Fault fault : FaultReader.all()) {
      if (names.matcher(fault.name()).matches()) {
        FaultRun run = Seeded.in(DIRECTORY, fault).run(fault, selection(fault));
        System.out.printf("%s %.1f s%n", FaultTable.line(run), run.seconds());
        table.add(run);
      }
    }
    System.out.println(table.sums());
    if (Boolean.getBoolean("faults.docs")) {
      table.write(Path.of("..", "docs", "faults.md"));
    }
  }

  private static Selection selection(Fault fault) {
    boolean bundled = fault.contract().equals("fp_qmv");
    String cells = System.getProperty("faults.cells", fault.cells());
    return Selection.parse(bundled ? "fp_qmv" : CONTRACTS, Map.of(), Map.of(), cells);
  }
}
