package io.github.kernelconformance.testing;

import io.github.kernelconformance.matrix.Selection;
import java.util.HashMap;
import java.util.Map;

/** Builds what a pom selects from the matrices of quantized matrix-vector products. */
public final class Axes {

  private final Map<String, String> words = new HashMap<>();
  private String families = "fp_qmv";
  private String cells = "**";

  private Axes() {}

  /** A selection that starts with every parameter at its default. */
  public static Axes builder() {
    return new Axes();
  }

  public Axes families(String text) {
    families = text;
    return this;
  }

  public Axes modes(String text) {
    return word("modes", text);
  }

  public Axes dtypes(String text) {
    return word("dtypes", text);
  }

  public Axes batch(String text) {
    return word("batch", text);
  }

  public Axes m(String text) {
    return word("m", text);
  }

  public Axes n(String text) {
    return word("n", text);
  }

  public Axes k(String text) {
    return word("k", text);
  }

  public Axes patterns(String text) {
    return word("patterns", text);
  }

  public Axes shapes(String text) {
    return word("shapes", text);
  }

  public Axes architecture(String text) {
    return word("architecture", text);
  }

  public Axes cells(String text) {
    cells = text;
    return this;
  }

  private Axes word(String name, String text) {
    words.put(name, text);
    return this;
  }

  public Selection build() {
    return Selection.parse(families, words, Map.of(), cells);
  }
}
