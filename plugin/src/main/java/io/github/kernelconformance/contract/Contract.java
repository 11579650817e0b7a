package io.github.kernelconformance.contract;

/**
 * What a kernel has to do, by its author: one public class in one file below {@code
 * src/conformance/java}, found without registration.
 *
 * <pre>{@code
 * public final class Scale implements Contract {
 *   public void describe(Description it) {
 *     var n = it.sizes("n", 1, 31, 32, 1000);
 *     it.kernel("scale");
 *     it.input("x", FLOAT, n);
 *     it.value("factor", 3);
 *     it.output("out", FLOAT, n);
 *     it.grid(n.over(256)).threads(256);
 *   }
 *   public void reference(Case c) {
 *     c.output("out", c.size("n"), i -> c.at("x", i).times(c.value("factor")));
 *   }
 * }
 * }</pre>
 *
 * <p>A contract has a constructor without parameters and no state: {@link #reference} may be called
 * by several threads at once.
 */
public interface Contract {

  /**
   * The name, with which the ids of all its cells begin; by default that of the class in lower case
   * with underscores. {@code RmsNorm} is {@code rms_norm}, {@code Q4_0Mv} is {@code q4_0_mv}.
   */
  default String name() {
    return SnakeCase.of(getClass().getSimpleName());
  }

  /**
   * Says what the kernel is called with: its axes, host names, arguments and grid. It is called
   * once, before anything runs; it draws no inputs and does no arithmetic.
   *
   * @throws ContractException as the calls of a description throw it
   */
  void describe(Description it);

  /**
   * Computes what a right kernel writes, for one case. It gives every element of every output once.
   * What it throws fails the cells of that case alone.
   */
  void reference(Case c);
}
