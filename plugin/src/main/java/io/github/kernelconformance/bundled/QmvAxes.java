package io.github.kernelconformance.bundled;

import io.github.kernelconformance.matrix.CommaList;
import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.matrix.IntegerRanges;
import io.github.kernelconformance.matrix.Selection;
import io.github.kernelconformance.numerics.DType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What the parameters of the build select from the matrix of quantized matrix-vector products.
 *
 * @param modes in report order; empty for the modes that each family has by default
 * @param dtypes in report order
 * @param batches empty for those that each family has at some sizes
 * @param m rows of x, ascending; empty for those that each family has at some sizes
 * @param n output sizes, ascending
 * @param k inner sizes, ascending; empty for the edges that each family has for a mode
 * @param patterns in report order
 * @param shapes more shapes, in report order
 * @param architecture the GPU whose hosts choose among kernels
 */
public record QmvAxes(
    List<Mode> modes,
    List<DType> dtypes,
    List<Batch> batches,
    List<Integer> m,
    List<Integer> n,
    List<Integer> k,
    List<Pattern> patterns,
    List<FurtherShape> shapes,
    Architecture architecture) {

  private static final Map<String, BiConsumer<Builder, String>> READERS =
      new TreeMap<>(
          Map.of(
              "modes", Builder::modes,
              "dtypes", Builder::dtypes,
              "batch", Builder::batch,
              "m", Builder::m,
              "n", Builder::n,
              "k", Builder::k,
              "patterns", Builder::patterns,
              "shapes", Builder::shapes,
              "architecture", Builder::architecture));

  /** The parameters that select. */
  static final Set<String> WORDS = Set.copyOf(READERS.keySet());

  /** Copies the lists. */
  public QmvAxes {
    modes = List.copyOf(modes);
    dtypes = List.copyOf(dtypes);
    batches = List.copyOf(batches);
    m = List.copyOf(m);
    n = List.copyOf(n);
    k = List.copyOf(k);
    patterns = List.copyOf(patterns);
    shapes = List.copyOf(shapes);
  }

  /**
   * Reads the parameters {@code modes}, {@code dtypes}, {@code batch}, {@code m}, {@code n}, {@code
   * k}, {@code patterns}, {@code shapes} and {@code architecture}; one that the build does not set
   * has its default.
   *
   * @throws ConfigurationException if one is blank, misspelt or out of range
   */
  public static QmvAxes of(Selection selection) {
    Builder axes = builder();
    READERS.forEach(
        (word, reader) -> {
          if (selection.words().containsKey(word)) {
            reader.accept(axes, selection.words().get(word));
          }
        });
    return axes.build();
  }

  /** A selection that starts with every parameter at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes the parameters as the pom has them. Each method throws {@link ConfigurationException} if
   * its text is blank, misspelt or out of range, and names the parameter as the method is named.
   */
  public static final class Builder {

    private static final String ALL = "all";
    private static final String AUTO = "auto";

    private List<Mode> modes = List.of();
    private List<DType> dtypes = List.of(DType.values());
    private List<Batch> batches = List.of();
    private List<Integer> m = List.of();
    private List<Integer> n = IntegerRanges.parse("n", "1..16", "");
    private List<Integer> k = List.of();
    private List<Pattern> patterns = Pattern.DEFAULT;
    private List<FurtherShape> shapes = List.of();
    private Architecture architecture = Architecture.DEFAULT;

    private Builder() {}

    /** Ids of modes, separated by commas, or {@code all}, the default. */
    public Builder modes(String text) {
      if (text.strip().equals(ALL)) {
        modes = List.of();
        return this;
      }
      Set<Mode> chosen = new LinkedHashSet<>();
      for (String id : CommaList.split("modes", text, "all, or ids of modes, such as mxfp4")) {
        chosen.add(Mode.parse("modes", id));
      }
      modes = List.copyOf(chosen);
      return this;
    }

    /** Ids of dtypes, separated by commas; {@code float32,float16,bfloat16} by default. */
    public Builder dtypes(String text) {
      dtypes = CommaList.choose("dtypes", "dtype", text, List.of(DType.values()), DType::id);
      return this;
    }

    /**
     * Batches, separated by commas, for example {@code 1,3,3-broadcast,3-padded}, or {@code auto},
     * the default.
     */
    public Builder batch(String text) {
      batches =
          isAuto(text)
              ? List.of()
              : CommaList.split("batch", text, "auto, or batches, such as 1,3,3-padded").stream()
                  .map(Batch::parse)
                  .distinct()
                  .toList();
      return this;
    }

    /** Rows of x: numbers and ranges, separated by commas, or {@code auto}, the default. */
    public Builder m(String text) {
      m = isAuto(text) ? List.of() : IntegerRanges.parse("m", text, AUTO);
      return this;
    }

    /** Output sizes: numbers and ranges, separated by commas; {@code 1..16} by default. */
    public Builder n(String text) {
      n = IntegerRanges.parse("n", text, "");
      return this;
    }

    /** Inner sizes: numbers and ranges, separated by commas, or {@code auto}, the default. */
    public Builder k(String text) {
      k = isAuto(text) ? List.of() : IntegerRanges.parse("k", text, AUTO);
      return this;
    }

    /** Ids of patterns, separated by commas; {@code exact,normal} by default. */
    public Builder patterns(String text) {
      patterns =
          CommaList.choose("patterns", "pattern", text, List.of(Pattern.values()), Pattern::id);
      return this;
    }

    /**
     * More shapes, as cell ids spell them, separated by commas, or {@code none}, the default. One
     * may end in a pattern. Example: {@code N=70/K=128,B=6-grid/N=5/K=384/exact}.
     */
    public Builder shapes(String text) {
      shapes = FurtherShape.parse(text);
      return this;
    }

    /** The name of an Apple GPU, for example {@code applegpu_g16g}, the default. */
    public Builder architecture(String text) {
      architecture = Architecture.parse(text);
      return this;
    }

    private static boolean isAuto(String text) {
      return text.strip().equals(AUTO);
    }

    /** The selection. */
    public QmvAxes build() {
      return new QmvAxes(modes, dtypes, batches, m, n, k, patterns, shapes, architecture);
    }
  }
}
