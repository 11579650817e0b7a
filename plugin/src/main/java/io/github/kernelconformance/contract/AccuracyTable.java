package io.github.kernelconformance.contract;

import io.github.kernelconformance.numerics.DType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a platform promises of its arithmetic: for each function and type the largest error, and how
 * it treats NaN, infinities and subnormals.
 *
 * <p>A function without a row has no bound. A platform promises nothing there, and neither do we.
 *
 * <p>One thing is taken for granted that no document says: a result of the wrong sign is never
 * right where ulps are promised. No exponential is negative, even where a few ulps are more than
 * its value, among the subnormals.
 */
public final class AccuracyTable {

  /** Metal with the math mode {@code safe}. */
  public static final AccuracyTable MSL_PRECISE = MslTables.precise();

  /** Metal with the math mode {@code relaxed}: precise functions, but sums are reassociated. */
  public static final AccuracyTable MSL_RELAXED = MslTables.relaxed();

  /** Metal with the math mode {@code fast}, its default. */
  public static final AccuracyTable MSL_FAST = MslTables.fast();

  /** CUDA without {@code --use_fast_math}. */
  public static final AccuracyTable CUDA = CudaTable.table();

  private final String id;
  private final String source;
  private final boolean fastMath;
  private final boolean reassociates;
  private final boolean flushesSubnormals;
  private final Map<DType, Map<MathFunction, Accuracy>> rows;

  private AccuracyTable(Builder builder) {
    id = builder.id;
    source = builder.source;
    fastMath = builder.fastMath;
    reassociates = builder.reassociates;
    flushesSubnormals = builder.flushesSubnormals;
    rows = builder.rows;
  }

  /** All tables. */
  public static List<AccuracyTable> all() {
    return List.of(MSL_PRECISE, MSL_RELAXED, MSL_FAST, CUDA);
  }

  /**
   * The table of a name.
   *
   * @param id {@code msl-precise}, {@code msl-relaxed}, {@code msl-fast} or {@code cuda}
   * @throws IllegalArgumentException if there is no such table
   */
  public static AccuracyTable named(String id) {
    return all().stream()
        .filter(it -> it.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no table of accuracies is named \"%s\"; there are %s"
                        .formatted(
                            id,
                            all().stream()
                                .map(AccuracyTable::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** The name in parameters and reports. */
  public String id() {
    return id;
  }

  /** The document that the rows are from. */
  public String source() {
    return source;
  }

  /** Whether the compiler may assume that neither NaN nor infinity occurs. */
  public boolean fastMath() {
    return fastMath;
  }

  /** Whether the compiler may take sums and products apart and put them together otherwise. */
  public boolean reassociates() {
    return reassociates;
  }

  /** Whether a subnormal float32 may be zero instead, as an operand and as a result. */
  public boolean flushesSubnormals() {
    return flushesSubnormals;
  }

  /** Whether there is a row. */
  public boolean has(MathFunction function, DType type) {
    return rows(type).containsKey(function);
  }

  /**
   * The row of a function and a type.
   *
   * @throws NoAccuracyException if there is none
   */
  public Accuracy accuracy(MathFunction function, DType type) {
    Accuracy row = rows(type).get(function);
    if (row == null) {
      throw new NoAccuracyException(function, type, this);
    }
    return row;
  }

  /** All rows of a type. */
  public Map<MathFunction, Accuracy> rows(DType type) {
    return Collections.unmodifiableMap(rows.get(type));
  }

  @Override
  public String toString() {
    return id;
  }

  static Builder table(String id, String source) {
    return new Builder(id, source);
  }

  /** Collects rows. */
  static final class Builder {

    private final String id;
    private final String source;
    private final Map<DType, Map<MathFunction, Accuracy>> rows = new EnumMap<>(DType.class);
    private boolean fastMath;
    private boolean reassociates;
    private boolean flushesSubnormals;
    private DType type;

    private Builder(String id, String source) {
      this.id = id;
      this.source = source;
      for (DType each : DType.values()) {
        rows.put(each, new EnumMap<>(MathFunction.class));
      }
    }

    /** Also reassociates. */
    Builder fastMath() {
      fastMath = true;
      return reassociates();
    }

    Builder reassociates() {
      reassociates = true;
      return this;
    }

    Builder flushesSubnormals() {
      flushesSubnormals = true;
      return this;
    }

    /** The following rows are for this type. */
    Builder type(DType of) {
      type = of;
      return this;
    }

    Builder row(Accuracy accuracy, MathFunction... functions) {
      for (MathFunction function : functions) {
        rows.get(type).put(function, accuracy);
      }
      return this;
    }

    AccuracyTable build() {
      return new AccuracyTable(this);
    }
  }
}
