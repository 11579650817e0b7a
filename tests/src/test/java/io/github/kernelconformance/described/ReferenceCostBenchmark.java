package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Case;
import io.github.kernelconformance.contract.Contract;
import io.github.kernelconformance.contract.Description;
import io.github.kernelconformance.contract.ScalarType;
import io.github.kernelconformance.contract.Tracked;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Problem;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.verdict.BlindKernels;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What inputs and references of described contracts cost: run its {@code main}. docs/benchmarks.md
 * has what it printed.
 */
public final class ReferenceCostBenchmark {

  private static final int ELEMENTS = 4096;
  private static final int CELLS = 400;

  private ReferenceCostBenchmark() {}

  /** rms_norm of one row. */
  public static final class RmsNorm implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", ELEMENTS);
      it.kernel("rms_norm");
      it.input("x", ScalarType.FLOAT, n);
      it.input("w", ScalarType.FLOAT, n);
      it.value("eps", 1e-5f);
      it.output("out", ScalarType.FLOAT, n);
      it.grid(n).threads(32);
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      Tracked scale = c.sum(n, k -> c.at("x", k).squared()).over(n).plus(c.value("eps")).rsqrt();
      c.output("out", n, i -> c.at("x", i).times(scale).times(c.at("w", i)));
    }
  }

  /** A product of 64 by 64 by 4096 terms. */
  public static final class Product implements Contract {
    @Override
    public void describe(Description it) {
      var n = it.sizes("n", 64);
      var k = it.sizes("k", ELEMENTS);
      it.kernel("product");
      it.input("a", ScalarType.FLOAT, n, k);
      it.input("b", ScalarType.FLOAT, k, n);
      it.output("out", ScalarType.FLOAT, n, n);
      it.grid(n).threads(32);
    }

    @Override
    public void reference(Case c) {
      int n = c.size("n");
      int k = c.size("k");
      for (int row = 0; row < n; row++) {
        int r = row;
        c.output("out", n, j -> c.sum(k, i -> c.at("a", r, i).times(c.at("b", i, j))), r);
      }
    }
  }

  /** Prints nanoseconds. */
  public static void main(String[] arguments) {
    for (Contract contract : List.of(new RmsNorm(), new Product())) {
      int terms = contract instanceof RmsNorm ? 2 * ELEMENTS : 64 * 64 * ELEMENTS;
      int cells = contract instanceof RmsNorm ? CELLS : 4;
      ProblemCells one =
          ContractRun.family(contract)
              .enumerate(ContractRun.selection(Map.of("pattern", "normal")))
              .problems()
              .get(0);
      for (int round = 0; round < 6; round++) {
        long inputs = 0;
        long references = 0;
        long blind = 0;
        for (int i = 0; i < cells; i++) {
          long start = System.nanoTime();
          Problem problem = one.problem(i);
          Launch launch = problem.launch(one.cells().get(0));
          long made = System.nanoTime();
          Map<String, Expected> expected = problem.expected(one.cells().get(0));
          long given = System.nanoTime();
          Map<String, ArrayType> arrays = one.family().arrays(one.cells().get(0));
          long told = System.nanoTime();
          BlindKernels.of(launch, expected, arrays);
          inputs += made - start;
          references += given - made;
          blind += System.nanoTime() - told;
        }
        System.out.printf(
            Locale.ROOT,
            "%s: %.1f us for inputs, %.1f us for the reference of a cell; %.1f ns for each of %d;"
                + " %.1f us for blind kernels%n",
            contract.name(),
            inputs / 1e3 / cells,
            references / 1e3 / cells,
            (double) references / cells / terms,
            terms,
            blind / 1e3 / cells);
      }
    }
  }
}
