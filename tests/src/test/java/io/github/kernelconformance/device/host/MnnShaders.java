package io.github.kernelconformance.device.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The texts that MNN's host program puts together of its files. */
final class MnnShaders {

  private static final String SHADERS = "source/backend/metal/shader";

  private final Path tree;
  private final Path work;

  MnnShaders(Path tree, Path work) {
    this.tree = tree;
    this.work = work;
  }

  /** Each file after the two that every one of them needs, in both precisions. */
  List<TreeUnit> units() throws IOException {
    List<TreeUnit> units = new ArrayList<>();
    String head = read("MetalDefine.metal") + read("MetalConvolutionActivation.metal");
    for (TreeUnit file :
        TreeRecipe.files(
            tree,
            tree.resolve(SHADERS),
            it ->
                !it.endsWith("MetalDefine.metal")
                    && !it.endsWith("MetalConvolutionActivation.metal"),
            List.of(),
            Map.of())) {
      Path joined = work.resolve("mnn").resolve(file.source().getFileName());
      Files.createDirectories(joined.getParent());
      Files.writeString(
          joined, head + "#line 1 \"" + file.name() + "\"\n" + Files.readString(file.source()));
      for (String full : List.of("1", "0")) {
        units.add(
            new TreeUnit(
                file.name() + (full.equals("1") ? " (float)" : " (half)"),
                joined,
                List.of(),
                Map.of("MNN_METAL_FULL_PRECISION", full)));
      }
    }
    return units;
  }

  private String read(String file) throws IOException {
    String name = SHADERS + "/" + file;
    return "#line 1 \"" + name + "\"\n" + Files.readString(tree.resolve(name)) + "\n";
  }
}
