package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.MathFunction;
import io.github.kernelconformance.contract.Observer;
import io.github.kernelconformance.contract.Operation;
import io.github.kernelconformance.contract.Tracked;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes down which line of a contract does which operation, in the order of a reference. A
 * reference does the same in the same order again, so its operations are known by their number.
 */
final class Recording implements Observer {

  /** With more operations than this none is taken down. */
  static final int MOST = 300_000;

  /** An operation of a line. */
  static final class Site {
    private final String key;
    private final String operation;
    private final String place;
    private final double constant;
    private int largest;

    private Site(String key, String operation, String place, double constant) {
      this.key = key;
      this.operation = operation;
      this.place = place;
      this.constant = constant;
    }

    /** What tells it from all others; the same at each cell. */
    String key() {
      return key;
    }

    /** The name of an {@link Operation} or a {@link MathFunction}, or {@link #CONSTANT}. */
    String operation() {
      return operation;
    }

    /** The file and line. */
    String place() {
      return place;
    }

    /** The constant that it is, or that its second operand is; NaN if there is none. */
    double constant() {
      return constant;
    }

    /** The most terms that it had. */
    int largest() {
      return largest;
    }
  }

  static final String CONSTANT = "CONSTANT";

  /** What is taken down in a sequence: the operations, or what goes through terms. */
  private static final class Sequence {
    private int[] sites = new int[1024];
    private int count;

    private void add(int site) {
      if (count == sites.length) {
        sites = Arrays.copyOf(sites, 2 * count);
      }
      sites[count++] = site;
    }
  }

  private final CallSite calls;
  private final List<Site> sites = new ArrayList<>();
  private final Map<String, Integer> byKey = new HashMap<>();
  private final Sequence operations = new Sequence();
  private final Sequence reductions = new Sequence();
  private final List<Double> rescaled = new ArrayList<>();
  private final List<Integer> segments = new ArrayList<>();
  private double constant = Double.NaN;

  Recording(CallSite calls) {
    this.calls = calls;
  }

  /** All that were seen. */
  List<Site> sites() {
    return sites;
  }

  /** How many operations there were. */
  int size() {
    return operations.count;
  }

  /** Whether there were so many that not all were taken down. */
  boolean isTooLarge() {
    return operations.count >= MOST;
  }

  /** The site of an operation; empty beyond the last. */
  Optional<Site> operation(int number) {
    return number < operations.count
        ? Optional.of(sites.get(operations.sites[number]))
        : Optional.empty();
  }

  /** The site of a sum or the like; empty beyond the last. */
  Optional<Site> reduction(int number) {
    return number < reductions.count
        ? Optional.of(sites.get(reductions.sites[number]))
        : Optional.empty();
  }

  /**
   * What a kernel has summed that does not rescale it: for each rescaled term the largest of its
   * tile and those before, of the same sum.
   *
   * @param tile how many terms a kernel takes before it looks for a larger maximum
   */
  double[] largestSoFar(int tile) {
    double[] largest = new double[rescaled.size()];
    for (int s = 0; s < segments.size(); s++) {
      int first = segments.get(s);
      int end = s + 1 < segments.size() ? segments.get(s + 1) : largest.length;
      double most = 0;
      for (int i = first; i < end; i += tile) {
        int last = Math.min(end, i + tile);
        most = Math.max(most, IntStream.range(i, last).mapToDouble(rescaled::get).max().orElse(0));
        Arrays.fill(largest, i, last, most);
      }
    }
    return largest;
  }

  @Override
  public Tracked did(Operation operation, Tracked result, Tracked first, Tracked second) {
    boolean square = operation == Operation.TIMES && first == second;
    saw(square ? "SQUARE" : operation.name(), second == null ? Double.NaN : constantOf(second));
    if (operation == Operation.RESCALED) {
      rescaled.add(result.value());
    }
    return result;
  }

  /** The constant that was made just before, if it is the operand. */
  private double constantOf(Tracked operand) {
    double told = constant;
    constant = Double.NaN;
    return Math.abs(operand.value()) == Math.abs(told) ? operand.value() : Double.NaN;
  }

  @Override
  public Tracked did(MathFunction function, Tracked result, Tracked argument) {
    saw(function.name(), Double.NaN);
    return result;
  }

  @Override
  public double constant(double value) {
    saw(CONSTANT, value);
    constant = value;
    return value;
  }

  @Override
  public Terms terms(Operation operation, Terms terms) {
    if (segments.isEmpty() || segments.get(segments.size() - 1) < rescaled.size()) {
      segments.add(rescaled.size());
    }
    if (operations.count < MOST) {
      int site = site(operation.name(), Double.NaN);
      if (site >= 0) {
        Site of = sites.get(site);
        of.largest = Math.max(of.largest, terms.count());
        reductions.add(site);
      }
    }
    return terms;
  }

  private void saw(String operation, double value) {
    if (operations.count < MOST) {
      int site = site(operation, value);
      if (site >= 0) {
        operations.add(site);
      }
    }
  }

  private int site(String operation, double value) {
    Optional<StackFrame> frame = calls.here();
    if (frame.isEmpty()) {
      return -1;
    }
    String key = CallSite.key(frame.get()) + ":" + operation;
    return byKey.computeIfAbsent(
        key,
        it -> {
          sites.add(new Site(it, operation, calls.place(frame.get()), value));
          return sites.size() - 1;
        });
  }
}
