package io.github.kernelconformance.device.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compiles every kernel of public trees for the host device and prints a table. Nothing is
 * asserted, and a build leaves it out, since its name is no test's; docs/msl.md tells how to run
 * it.
 */
final class MetalTrees {

  private static final Path WORK = Path.of("target", "trees").toAbsolutePath();

  @Test
  void table() throws Exception {
    Files.createDirectories(WORK);
    String only = System.getProperty("trees.only", "");
    List<TreeTable> tables = new ArrayList<>();
    for (String checkout : System.getProperty("trees", "").split(",")) {
      String[] parts = checkout.split("@", 2);
      Path tree = Path.of(parts[0]).toAbsolutePath();
      String commit = parts.length > 1 ? parts[1] : TreeTable.commit(tree);
      long begin = System.nanoTime();
      List<TreeResult> results = new ArrayList<>();
      TreeCompiler compiler = new TreeCompiler(tree, WORK);
      for (TreeUnit unit : TreeRecipe.of(tree).units(tree, WORK)) {
        if (unit.name().contains(only)) {
          long start = System.nanoTime();
          TreeResult result = compiler.compile(unit);
          results.add(result);
          System.out.printf(
              "%s: %d of %d kernels, %.1f s%n",
              unit.name(), result.compiled(), result.kernels(), (System.nanoTime() - start) / 1e9);
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      tables.add(new TreeTable(tree.getFileName().toString(), commit, results, seconds));
    }
    System.out.println();
    TreeTable.print(tables, System.out);
  }
}
