package io.github.kernelconformance.device.host;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tree hands to Metal's compiler at once: a file, or a text that its host program puts
 * together.
 *
 * @param name how the table names it
 * @param source the file to flatten
 * @param includePaths where its includes are looked for
 * @param defines the macros that the tree's build or host program sets
 */
record TreeUnit(String name, Path source, List<Path> includePaths, Map<String, String> defines) {

  TreeUnit {
    includePaths = List.copyOf(includePaths);
    defines = new LinkedHashMap<>(defines);
  }
}
