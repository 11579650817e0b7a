package io.github.kernelconformance.device.host;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a unit of a tree.
 *
 * @param name the unit's name
 * @param kernels how many kernels it has under a host name
 * @param failed the kernels that do not compile, with the first error of each
 * @param broken the errors of a unit that does not compile whatever its kernels; then all fail
 */
record TreeResult(String name, int kernels, Map<String, TreeError> failed, List<TreeError> broken) {

  TreeResult {
    failed = new TreeMap<>(failed);
    broken = List.copyOf(broken);
  }

  int compiled() {
    return broken.isEmpty() ? kernels - failed.size() : 0;
  }

  boolean compiles() {
    return broken.isEmpty() && failed.isEmpty();
  }
}
