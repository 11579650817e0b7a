package io.github.kernelconformance.device.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a public tree compiles for Metal, as its own build or host program does it. */
enum TreeRecipe {
  /** Files that CMake compiles one by one, with includes that start at the repository's root. */
  MLX("mlx/backend/metal/kernels") {
    @Override
    List<TreeUnit> units(Path tree, Path work) throws IOException {
      return files(tree, marker(tree), it -> true, List.of(tree), Map.of());
    }
  },

  /** One file; its host program sets the macro for bfloat. */
  GGML("src/ggml-metal/ggml-metal.metal") {
    @Override
    List<TreeUnit> units(Path tree, Path work) {
      return List.of(
          new TreeUnit(
              tree.relativize(marker(tree)).toString(),
              marker(tree),
              List.of(tree.resolve("src"), tree.resolve("src/ggml-metal")),
              Map.of("GGML_METAL_HAS_BF16", "1")));
    }
  },

  /** Files compiled one by one. */
  CANDLE("candle-metal-kernels/src/metal_src") {
    @Override
    List<TreeUnit> units(Path tree, Path work) throws IOException {
      return files(tree, marker(tree), it -> true, List.of(), Map.of());
    }
  },

  /** Files compiled one by one, in three crates. */
  MISTRALRS("mistralrs-quant/src/metal_kernels") {
    @Override
    List<TreeUnit> units(Path tree, Path work) throws IOException {
      return files(tree, tree, it -> true, List.of(), Map.of());
    }
  },

  /** Files and C++ strings, joined by the host program. */
  MNN("source/backend/metal/shader") {
    @Override
    List<TreeUnit> units(Path tree, Path work) throws IOException {
      return new MnnShaders(tree, work).units();
    }
  };

  private final String marker;

  TreeRecipe(String marker) {
    this.marker = marker;
  }

  /** The recipe for a checkout. */
  static TreeRecipe of(Path tree) {
    return Stream.of(values())
        .filter(it -> Files.exists(it.marker(tree)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    tree + " is no checkout of a tree that this command knows: " + markers()));
  }

  private static List<String> markers() {
    return Stream.of(values()).map(it -> it + " has " + it.marker).toList();
  }

  Path marker(Path tree) {
    return tree.resolve(marker);
  }

  /** The units of a checkout; what has to be written first goes below {@code work}. */
  abstract List<TreeUnit> units(Path tree, Path work) throws IOException;

  static List<TreeUnit> files(
      Path tree,
      Path below,
      Predicate<Path> wanted,
      List<Path> includePaths,
      Map<String, String> defines) {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(it -> it.toString().endsWith(".metal") && wanted.test(it))
          .sorted()
          .map(it -> new TreeUnit(tree.relativize(it).toString(), it, includePaths, defines))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
