package io.github.kernelconformance.family;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A contract as those see it who run it: cells, and for each what to launch and what to expect. May
 * be used by several threads at once.
 */
public interface KernelFamily {

  /** The name, as the parameter {@code families} spells it. */
  String name();

  /**
   * Where the contract comes from, for messages, for example {@code
   * src/conformance/java/RmsNorm.java} or {@code the class FpQmv}.
   */
  default String origin() {
    return "the class " + getClass().getSimpleName();
  }

  /** The parameters of the build that the contract reads, for example {@code modes}. */
  default Set<String> words() {
    return Set.of();
  }

  /** The axes that the parameter {@code axes} can set. */
  default Set<String> axes() {
    return Set.of();
  }

  /**
   * The cells that a build selects, without regard to the parameter {@code cells}.
   *
   * @throws io.github.kernelconformance.matrix.ConfigurationException if a parameter that the
   *     contract reads is not right
   */
  Enumeration enumerate(Selection selection);

  /**
   * What {@link #enumerate} tells besides problems and cells, and throws as it does. A contract
   * that builds often do without has none of them here, and does without the work that they are.
   */
  default Enumeration check(Selection selection) {
    return enumerate(selection);
  }

  /**
   * What the arrays are that a cell's kernel reads and writes, by the names of the arguments,
   * outputs among them; scalars, sizes and strides are not.
   *
   * @param cell one of this contract's
   */
  Map<String, ArrayType> arrays(Cell cell);

  /**
   * What a cell's kernel is called with, in the order of the contract, without values. It is
   * compared with what the kernel takes before anything runs; if it is empty, nothing is compared.
   * Lists of the cells of one kernel should be equal, whatever the sizes.
   *
   * @param cell one of this contract's
   * @throws AuthorException if what the author wrote fails
   */
  default List<Parameter> parameters(Cell cell) {
    return List.of();
  }

  /** What inputs the contract leaves out, a sentence each with the reason, for reports. */
  default List<String> exclusions() {
    return List.of();
  }

  /**
   * Why a cell cannot tell a right kernel from one that writes zeros, copies an input or mixes up
   * elements; empty if it can.
   *
   * @param cell one of this contract's
   * @throws AuthorException if a formula of the contract throws
   */
  default Optional<String> silent(Cell cell) {
    return Optional.empty();
  }

  /**
   * A mistake in the source of its kernels that its cells must see, so that a run can prove that it
   * sees one; empty if any will do.
   */
  default Optional<Mistake> mistake() {
    return Optional.empty();
  }

  /**
   * A text of a source, and another.
   *
   * @param before on one line
   * @param after on one line
   */
  record Mistake(String before, String after) {}

  /**
   * What a cell belongs to that a project may do without, for example {@code qmv_wide}; empty if a
   * missing kernel is to be told.
   *
   * @param cell one of this contract's
   */
  default Optional<String> dispensable(Cell cell, Selection selection) {
    return Optional.empty();
  }

  /**
   * Whether a cell passes although its bounds are as wide as the reference, so that zeros would be
   * within them. Reports count such cells all the same.
   */
  default boolean passesVacuous() {
    return false;
  }

  /**
   * Whether a kernel function is one of this contract's, so that a program which has it under other
   * host names gets a useful message.
   *
   * @param function the function's name, for example {@code fp_qmv_quad}
   */
  default boolean owns(String function) {
    return false;
  }

  /**
   * The dispatch of a cell without its arguments, for which no inputs are made; empty if the
   * contract tells it only with them.
   *
   * @param cell one of this contract's
   * @throws AuthorException if a formula of the contract throws
   */
  default Optional<Launch> dispatch(Cell cell) {
    return Optional.empty();
  }

  /**
   * The cell like another one at other coordinates, with its problem, whether a build has selected
   * it or not; empty if the contract has no such cell, or does not tell.
   *
   * @param cell one of this contract's
   * @param values those that change, by the names of axes
   * @throws AuthorException if what the author wrote fails
   */
  default Optional<ProblemCells> like(Cell cell, Map<String, Object> values) {
    return Optional.empty();
  }
}
