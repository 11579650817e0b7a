package io.github.kernelconformance.verdict;

import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The smallest case that was found to fail as a group of cells does: all that is needed to make it
 * happen elsewhere.
 *
 * @param groups the descriptions of the groups that it stands for, at least one
 * @param failures how many cells these have
 * @param from the id of the cell of the first group that was made smaller
 * @param cell where it is; not always one of the matrix
 * @param inMatrix whether it is
 * @param status how it fails, as cells of the group do
 * @param message one sentence on that
 * @param kernel what else there is to know of the kernel
 * @param grid how the kernel is dispatched
 * @param given the arguments in the order of the contract
 * @param elements those of its inputs that are not 0 or, where they cannot be that, 1; at most
 *     {@value #MOST_ELEMENTS}
 * @param nonZero how many elements of its inputs are not 0 although they can be
 * @param changeable how many can be 0
 * @param wrong elements of outputs, with what they should be, at most {@value #MOST_ELEMENTS}
 * @param search how it was found
 */
public record SmallestCase(
    List<String> groups,
    int failures,
    String from,
    Cell cell,
    boolean inMatrix,
    Status status,
    String message,
    Source kernel,
    Dispatch grid,
    List<Given> given,
    List<NonZero> elements,
    int nonZero,
    int changeable,
    List<Wrong> wrong,
    Search search) {

  /** As many are read by people. */
  public static final int MOST_ELEMENTS = 32;

  /** Copies the lists. */
  public SmallestCase {
    groups = List.copyOf(groups);
    given = List.copyOf(given);
    elements = List.copyOf(elements);
    wrong = List.copyOf(wrong);
  }

  /**
   * A kernel in its source.
   *
   * @param at where the function, or its explicit instantiation, stands; empty if that is not known
   * @param expression that names it, for example {@code fp_qmv<float, 32, 4, 0>}; may be empty
   * @param constants values of function constants that are its own, as texts, by name
   */
  public record Source(
      Optional<SourceLocation> at, String expression, Map<String, String> constants) {
    /** Sorts the constants. */
    public Source {
      constants = Collections.unmodifiableMap(new TreeMap<>(constants));
    }
  }

  /** Whether another case is the same but for what it stands for and how it was found. */
  public boolean isLike(SmallestCase other) {
    return cell.kernel().equals(other.cell.kernel())
        && status == other.status
        && grid.equals(other.grid)
        && given.equals(other.given)
        && wrong.equals(other.wrong);
  }

  /** This case for the groups of another one that is like it, too. */
  public SmallestCase and(SmallestCase other) {
    List<String> all = new ArrayList<>(groups);
    all.addAll(other.groups);
    return new SmallestCase(
        all,
        failures + other.failures,
        from,
        cell,
        inMatrix,
        status,
        message,
        kernel,
        grid,
        given,
        elements,
        nonZero,
        changeable,
        wrong,
        search);
  }

  /**
   * A grid.
   *
   * @param threadgroups x, y and z
   * @param threadsPerThreadgroup x, y and z
   * @param threads x, y and z where the host counts the grid in threads; else empty
   */
  public record Dispatch(
      List<Integer> threadgroups, List<Integer> threadsPerThreadgroup, List<Integer> threads) {
    /** Copies the lists. */
    public Dispatch {
      threadgroups = List.copyOf(threadgroups);
      threadsPerThreadgroup = List.copyOf(threadsPerThreadgroup);
      threads = List.copyOf(threads);
    }
  }

  /**
   * An argument.
   *
   * @param index by which the kernel's text binds it; -1 where it names none
   * @param use how the kernel takes it
   * @param what it is, in words; may be empty
   * @param bytes its size; 0 for what is not bound
   * @param offset where the kernel's pointer points, in bytes
   * @param contents what is in it before; empty for what the kernel only writes, for threadgroup
   *     memory and for what is not bound
   */
  public record Given(
      int index,
      String name,
      Use use,
      String what,
      int bytes,
      int offset,
      Optional<Contents> contents) {}

  /** How a kernel takes an argument. */
  public enum Use {
    READ("read"),
    WRITTEN("written"),
    BOTH("read and written"),
    THREADGROUP("threadgroup memory"),
    UNBOUND("not bound");

    private final String id;

    Use(String id) {
      this.id = id;
    }

    /** The spelling in reports. */
    public String id() {
      return id;
    }
  }

  /**
   * An element of an input.
   *
   * @param argument the name of the kernel's parameter
   * @param what it is an element of; may be empty
   * @param at its indices
   * @param zero whether it could be 0; if not, as a scale in e8m0, 1 is the simplest
   */
  public record NonZero(
      String argument, String what, List<Integer> at, double value, boolean zero) {
    /** Copies the indices. */
    public NonZero {
      at = List.copyOf(at);
    }
  }

  /**
   * A wrong element of an output.
   *
   * @param at its indices
   * @param expected not rounded to the output's type
   * @param bound how far a right one may be from that; 0 where it must be just that
   */
  public record Wrong(String output, List<Integer> at, double got, double expected, double bound) {
    /** Copies the indices. */
    public Wrong {
      at = List.copyOf(at);
    }
  }

  /**
   * How a case was found.
   *
   * @param launches that it took
   * @param stopped why the search ended before it was done; empty if it was
   */
  public record Search(int launches, String stopped) {}
}
