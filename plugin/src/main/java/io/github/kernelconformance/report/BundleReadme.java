package io.github.kernelconformance.report;

import io.github.kernelconformance.family.ArrayType;
import io.github.kernelconformance.family.Expected;
import io.github.kernelconformance.matrix.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text that says how to load a bundle. */
final class BundleReadme {

  private final Bundle bundle;
  private final Cell cell;
  private final Map<String, Bundle.File> files;
  private final StringBuilder text = new StringBuilder();

  private BundleReadme(Bundle bundle, Map<String, Bundle.File> files) {
    this.bundle = bundle;
    this.files = files;
    cell = bundle.result().cell();
  }

  static String text(Bundle bundle, Map<String, Bundle.File> files) {
    BundleReadme readme = new BundleReadme(bundle, files);
    readme.writeHead();
    readme.writeFiles();
    readme.writeLoading();
    readme.writeComparison();
    return readme.text.toString();
  }

  private void writeHead() {
    line("%s: %s", cell.id(), bundle.result().status().id());
    line("%s", bundle.result().message());
    line("");
    line("The inputs and the output of the kernel %s,", bundle.launch().kernel());
    line("as NumPy arrays. cell.json has the verdict, the findings and the dispatch.");
    line("The inputs are those of pattern %s with seed %d.", cell.pattern(), bundle.seed());
    for (String name : bundle.expected().keySet()) {
      if (!files.containsKey(name)) {
        line("There is no %s.npy: the kernel ended without an output.", name);
      }
    }
  }

  private void writeFiles() {
    line("");
    line("%-15s %-9s %-16s %-18s %s", "file", "type", "shape", "strides, elements", "what it is");
    for (Bundle.File file : files.values()) {
      ArrayType type = file.type();
      line(
          "%-15s %-9s %-16s %-18s %s",
          file.name(),
          type.element().id(),
          "[" + Bundle.commas(type.shape()) + "]",
          "[" + Bundle.commas(type.strides()) + "]",
          type.meaning());
    }
    line("");
    line("Numbers are little-endian.");
    if (files.values().stream().anyMatch(file -> !file.type().dense())) {
      line("If an array's strides leave gaps or share a matrix, its file holds the");
      line("buffer that the kernel had.");
    }
  }

  private void writeLoading() {
    line("");
    line("In this directory:");
    line("");
    line("    import numpy as np");
    line("");
    if (has(ArrayType.Element.BFLOAT16)) {
      line("    # NumPy has no bfloat16: the files have its bits, the upper half of a float32.");
      line("    def bfloat16(bits):");
      line("        return (bits.astype(np.uint32) << 16).view(np.float32)");
      line("");
    }
    files.forEach((name, file) -> line("    %s = %s", name, load(file)));
  }

  private String load(Bundle.File file) {
    ArrayType type = file.type();
    String loaded = "np.load(\"%s\")".formatted(file.name());
    if (!type.dense()) {
      List<Long> bytes =
          type.strides().stream().map(stride -> stride * type.element().bytes()).toList();
      loaded =
          "np.lib.stride_tricks.as_strided(%s, (%s), (%s))"
              .formatted(loaded, Bundle.commas(type.shape()), Bundle.commas(bytes));
    }
    return type.element() == ArrayType.Element.BFLOAT16 ? "bfloat16(%s)".formatted(loaded) : loaded;
  }

  private void writeComparison() {
    bundle
        .expected()
        .forEach(
            (name, expected) -> {
              if (files.containsKey(name)) {
                line("");
                writeComparison(name, expected);
              }
            });
  }

  private void writeComparison(String name, Expected expected) {
    ArrayType.Element type = files.get(name).type().element();
    String suffix = bundle.expected().size() == 1 ? "" : "_" + name;
    String error =
        "    error = np.abs(%s.astype(np.float64) - reference%s)".formatted(name, suffix);
    if (expected instanceof Expected.Rounded) {
      line(
          "Each element must be the reference rounded once to %s, bit for bit. The sign",
          type.id());
      line("of a zero does not matter. Elements that are off by more than that rounding:");
      line("");
      line("%s", error);
      line("    print(np.argwhere(~(error <= np.abs(reference%s) * %s)))", suffix, roundoff(type));
    } else if (expected instanceof Expected.Near) {
      line("The wrong elements:");
      line("");
      line("%s", error);
      line("    print(np.argwhere(~(error <= tolerance%s)))", suffix);
    } else if (expected instanceof Expected.Satisfies property) {
      line("%s must be %s.", name, property.name());
    } else {
      line("Elements that differ from the reference:");
      line("");
      line("    print(np.argwhere(%s != reference%s))", name, suffix);
    }
  }

  private static String roundoff(ArrayType.Element type) {
    return "2.0**" + Math.getExponent(type.dtype().orElseThrow().unitRoundoff());
  }

  private boolean has(ArrayType.Element element) {
    return files.values().stream().anyMatch(file -> file.type().element() == element);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }
}
