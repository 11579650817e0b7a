package io.github.kernelconformance.bundled;

import io.github.kernelconformance.contract.SnakeCase;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Enumeration;
import io.github.kernelconformance.family.KernelFamily;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Parameter;
import io.github.kernelconformance.family.ProblemCells;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.matrix.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A contract of quantized matrix-vector products. A project whose kernels have other host names,
 * other names of arguments or another grid extends {@link FpQmv} or {@link AffineQmv} and overrides
 * what differs. May be used by several threads at once.
 */
public abstract class QmvFamily implements KernelFamily {

  private final Map<List<Object>, List<Parameter>> parameters = new ConcurrentHashMap<>();
  private final String name = SnakeCase.of(getClass().getSimpleName());

  /** That of the class in lower case with underscores: {@code OldQmv} is {@code old_qmv}. */
  @Override
  public String name() {
    return name;
  }

  /** The modes in the default matrix, in report order. */
  public abstract List<Mode> modes();

  /** Whether the family has kernels for a mode; so it has for more than the default ones. */
  public abstract boolean supports(Mode mode);

  /** What host names start with in a mode, for example {@code mxfp4}. */
  protected abstract String prefix(Mode mode);

  /**
   * The inputs for a mode, shape and pattern; equal arguments give equal bytes.
   *
   * @param mode one that the family supports
   * @param shape one that the mode can have
   * @param seed as in {@code mx.random.key(seed)}
   * @throws IllegalArgumentException if the mode or the shape is none of these, or the mode has no
   *     inputs of the pattern
   */
  public abstract QmvProblem problem(Mode mode, Shape shape, Pattern pattern, long seed);

  /** What the arrays of a cell are, by the names of the arguments. */
  protected abstract Map<String, ArrayType> arrays(QmvCell cell);

  /** What the kernel of a cell is called with, by the family's own names of arguments. */
  protected abstract List<Parameter> parameters(QmvCell cell);

  /**
   * The inner sizes that {@code k=auto} stands for, ascending.
   *
   * @param mode one that the family supports
   */
  public List<Integer> edges(Mode mode) {
    return Qmv.edges(require(mode));
  }

  /**
   * The variants that the default matrix has at every N and K, by name. All others are optional: a
   * project may do without, and the default matrix has them at the samples only.
   */
  public List<String> everywhere() {
    return Qmv.everywhere();
  }

  /**
   * What the default matrix has besides one row of x at every N and K, in report order.
   *
   * @param mode one that the family supports
   */
  public List<Sample> samples(Mode mode) {
    return Qmv.samples(require(mode));
  }

  /**
   * Every variant that is legal for a shape, by name; empty if the mode cannot have the shape.
   *
   * @param mode one that the family supports
   * @param gpu decides which of them is routed
   */
  public List<Variant> variants(Mode mode, Shape shape, Architecture gpu) {
    return Qmv.variants(require(mode), shape, gpu);
  }

  /** The variants as {@link Architecture#DEFAULT} has them. */
  public List<Variant> variants(Mode mode, Shape shape) {
    return variants(mode, shape, Architecture.DEFAULT);
  }

  /**
   * The host name of the kernel that a cell runs, for example {@code
   * mxfp4_qmv_float_gs_32_b_4_batch_0}.
   */
  public String hostName(QmvCell cell) {
    return QmvVariant.of(cell.variant())
        .hostName(prefix(cell.mode()), cell.dtype(), cell.mode(), cell.shape());
  }

  /** The name that the kernel has for an argument, for example {@code out_vec_size}. */
  public String argument(String name) {
    return name;
  }

  /** The threadgroups of a cell's grid: x counts tiles of x, y tiles of w, z products. */
  public Size threadgroups(QmvCell cell) {
    return QmvVariant.of(cell.variant()).kernel().threadgroups(cell.mode(), cell.shape());
  }

  /** The threads of each threadgroup. */
  public Size threadsPerThreadgroup(QmvCell cell) {
    return QmvVariant.of(cell.variant()).kernel().threadsPerThreadgroup();
  }

  /** A cell as everyone else knows it. */
  public final Cell cell(QmvCell cell) {
    return cell.cell(hostName(cell));
  }

  @Override
  public final Set<String> words() {
    return QmvAxes.WORDS;
  }

  @Override
  public final Enumeration enumerate(Selection selection) {
    return new QmvEnumeration(this, QmvAxes.of(selection)).enumeration();
  }

  @Override
  public final Enumeration check(Selection selection) {
    return new QmvEnumeration(this, QmvAxes.of(selection)).checked();
  }

  @Override
  public final Map<String, ArrayType> arrays(Cell cell) {
    return arrays(QmvCell.of(cell));
  }

  /** A kernel has thousands of cells, so what does not depend on their sizes is made once. */
  @Override
  public List<Parameter> parameters(Cell cell) {
    Coordinates at = cell.at();
    return parameters.computeIfAbsent(
        List.of(at.value("mode"), at.value("dtype"), at.value("variant"), at.value("batch")),
        key ->
            parameters(QmvCell.of(cell)).stream()
                .map(it -> it.named(argument(it.name())))
                .toList());
  }

  @Override
  public final Optional<String> dispensable(Cell cell, Selection selection) {
    if (!everywhere().contains(cell.variant())) {
      return Optional.of(cell.variant());
    }
    Shape shape = QmvCell.of(cell).shape();
    QmvAxes axes = QmvAxes.of(selection);
    boolean asked = axes.shapes().stream().anyMatch(it -> it.shape().equals(shape));
    return shape.batch() > 1 && axes.batches().isEmpty() && !asked
        ? Optional.of("batches")
        : Optional.empty();
  }

  @Override
  public final Optional<Launch> dispatch(Cell cell) {
    return Optional.of(launch(cell.kernel(), QmvCell.of(cell), List.of()));
  }

  @Override
  public final Optional<ProblemCells> like(Cell cell, Map<String, Object> values) {
    return QmvEnumeration.like(this, cell, values);
  }

  /** Verdicts of these cells are older than the word, and users have them in expectations. */
  @Override
  public final boolean passesVacuous() {
    return true;
  }

  /**
   * The dispatch of a cell.
   *
   * @param kernel the host name of its kernel
   * @param operands w, scales, perhaps biases, and x
   * @param sizes those of its shape, as {@link Qmv#sizes} makes them
   */
  final Launch launch(String kernel, QmvCell cell, List<Argument> operands, List<Argument> sizes) {
    List<Argument> arguments = new ArrayList<>();
    for (Argument it : Qmv.arguments(cell, operands, sizes)) {
      String own = argument(it.name());
      arguments.add(own.equals(it.name()) ? it : it.named(own));
    }
    return launch(kernel, cell, arguments);
  }

  private Launch launch(String kernel, QmvCell cell, List<Argument> arguments) {
    return new Launch(kernel, threadgroups(cell), threadsPerThreadgroup(cell), arguments);
  }

  /** The mode, if the family supports it. */
  final Mode require(Mode mode) {
    if (supports(mode)) {
      return mode;
    }
    throw new IllegalArgumentException(name() + " has no mode " + mode.id());
  }
}
