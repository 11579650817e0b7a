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
import java.util.function.Consumer;
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
  private final Map<Spot, Integer> bySpot = new HashMap<>();
  private final Sequence operations;
  private final Sequence reductions;
  private final List<Double> rescaled = new ArrayList<>();
  private final List<Integer> segments = new ArrayList<>();
  private double constant = Double.NaN;

  /** What tells a site from all others while it is taken down. */
  private record Spot(Class<?> in, int bytecode, String method, String operation) {}

  Recording(CallSite calls) {
    this.calls = calls;
    operations = new Sequence();
    reductions = new Sequence();
  }

  private Recording(Recording other) {
    calls = other.calls;
    sites.addAll(other.sites);
    operations = other.operations;
    reductions = other.reductions;
  }

  /**
   * Takes down another run of the reference, of the same sizes, without looking for its lines.
   *
   * @param run runs the reference under an observer
   * @return empty if it does not the same in the same order
   */
  Optional<Recording> again(Consumer<Observer> run) {
    Recording other = new Recording(this);
    Following following = new Following(other);
    run.accept(following);
    return following.isSame() ? Optional.of(other) : Optional.empty();
  }

  /** Compares what a reference does with a recording. */
  private static final class Following implements Observer {
    private final Recording recording;
    private int operations;
    private int reductions;
    private boolean same = true;

    Following(Recording recording) {
      this.recording = recording;
    }

    boolean isSame() {
      return same
          && operations == recording.operations.count
          && reductions == recording.reductions.count;
    }

    @Override
    public Tracked did(Operation operation, Tracked result, Tracked first, Tracked second) {
      boolean square = operation == Operation.TIMES && first == second;
      next(square ? "SQUARE" : operation.name());
      recording.rescale(operation, result);
      return result;
    }

    @Override
    public Tracked did(MathFunction function, Tracked result, Tracked argument) {
      next(function.name());
      return result;
    }

    @Override
    public double constant(double value) {
      next(CONSTANT);
      return value;
    }

    @Override
    public Terms terms(Operation operation, Terms terms) {
      recording.segment();
      same &= recording.is(recording.reductions, reductions++, operation.name());
      return terms;
    }

    private void next(String operation) {
      same &= recording.is(recording.operations, operations++, operation);
    }
  }

  private boolean is(Sequence sequence, int number, String operation) {
    return number < sequence.count && sites.get(sequence.sites[number]).operation.equals(operation);
  }

  private void rescale(Operation operation, Tracked result) {
    if (operation == Operation.RESCALED) {
      rescaled.add(result.value());
    }
  }

  private void segment() {
    if (segments.isEmpty() || segments.get(segments.size() - 1) < rescaled.size()) {
      segments.add(rescaled.size());
    }
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
    rescale(operation, result);
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
    segment();
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
    StackFrame at = frame.get();
    Spot spot =
        new Spot(at.getDeclaringClass(), at.getByteCodeIndex(), at.getMethodName(), operation);
    Integer known = bySpot.get(spot);
    if (known == null) {
      known = sites.size();
      String key = CallSite.key(at) + ":" + operation;
      sites.add(new Site(key, operation, calls.place(at), value));
      bySpot.put(spot, known);
    }
    return known;
  }
}
