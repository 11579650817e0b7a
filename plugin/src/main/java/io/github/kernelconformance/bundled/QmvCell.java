package io.github.kernelconformance.bundled;

import io.github.kernelconformance.matrix.Axis;
import io.github.kernelconformance.matrix.Axis.Role;
import io.github.kernelconformance.matrix.Cell;
import io.github.kernelconformance.matrix.Coordinates;
import io.github.kernelconformance.numerics.DType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cell of a quantized matrix-vector product, with its coordinates as what they mean.
 *
 * @param family the contract, for example {@code fp_qmv}
 * @param variant the kernel that runs, for example {@code qmv_fast}
 * @param branch the path inside the variant that this shape takes, for example {@code out_vec_size
 *     < 8, full block}
 * @param routed whether a host would route this shape to this variant
 */
public record QmvCell(
    String family,
    Mode mode,
    DType dtype,
    String variant,
    String branch,
    boolean routed,
    Shape shape,
    Pattern pattern) {

  /** In the order of ids, for example {@code mxfp4/float32/qmv/B=3-padded/M=2/N=5/K=512/normal}. */
  private static final List<Axis> AXES =
      List.of(
          Axis.of("mode", "Mode", Role.MODE),
          Axis.of("dtype", "Dtype", Role.TYPE),
          Axis.of("variant", "Variant", Role.VARIANT),
          Axis.of("branch", "Branch", Role.BRANCH),
          new Axis("batch", "Batch", "B=", "1", Role.EXTENT),
          new Axis("m", "Rows of x", "M=", "1", Role.EXTENT),
          new Axis("n", "N", "N=", "", Role.SIZE),
          new Axis("k", "K", "K=", "", Role.SIZE),
          Axis.of("pattern", "Pattern", Role.PATTERN));

  /** The batches that were read, of which a build has few. */
  private static final Map<String, Batch> BATCHES = new ConcurrentHashMap<>();

  private static final Map<Object, Mode> MODES = byId(Mode.all(), Mode::id);
  private static final Map<Object, DType> DTYPES = byId(List.of(DType.values()), DType::id);
  private static final Map<Object, Pattern> PATTERNS = byId(List.of(Pattern.values()), Pattern::id);

  /** The batch of the shape. */
  public Batch batch() {
    return new Batch(shape.batch(), shape.layout());
  }

  /**
   * The cell as everyone else knows it. Its id names the family unless it is the mode's own.
   *
   * @param kernel the host name of the kernel that runs
   */
  public Cell cell(String kernel) {
    Coordinates at =
        new Coordinates(
            AXES,
            List.of(
                mode.id(),
                dtype.id(),
                variant,
                branch,
                batch().id(),
                shape.m(),
                shape.n(),
                shape.k(),
                pattern.id()));
    return new Cell(family, !family.equals(mode.family()), at, kernel, routed);
  }

  /**
   * What the coordinates of a cell mean.
   *
   * @throws IllegalArgumentException if it is no cell of a quantized matrix-vector product
   */
  public static QmvCell of(Cell cell) {
    Coordinates at = cell.at();
    Batch batch = BATCHES.computeIfAbsent((String) at.value("batch"), Batch::parse);
    return new QmvCell(
        cell.contract(),
        choice(MODES, at.value("mode")),
        choice(DTYPES, at.value("dtype")),
        cell.variant(),
        cell.branch(),
        cell.routed(),
        new Shape(
            batch.size(),
            (Integer) at.value("m"),
            (Integer) at.value("n"),
            (Integer) at.value("k"),
            batch.layout()),
        choice(PATTERNS, at.value("pattern")));
  }

  private static <T> Map<Object, T> byId(List<T> all, Function<T, String> id) {
    return all.stream().collect(Collectors.toUnmodifiableMap(id, it -> it));
  }

  private static <T> T choice(Map<Object, T> all, Object value) {
    T known = all.get(value);
    if (known == null) {
      throw new IllegalArgumentException("there is no " + value);
    }
    return known;
  }
}
