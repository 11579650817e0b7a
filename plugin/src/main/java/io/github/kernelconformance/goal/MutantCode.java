package io.github.kernelconformance.goal;

import io.github.kernelconformance.device.DeviceException;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.worker.MutantDevice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the compiler makes the same of a mutant as of the program (trivial compiler equivalence:
 * Papadakis, Jia, Harman and Le Traon, 2015).
 */
final class MutantCode {

  /** Most mutants that differ do so in any kernel. */
  private static final int FIRST = 2;

  private final MutantDevice device;
  private final Map<List<Object>, Optional<String>> originals = new ConcurrentHashMap<>();

  MutantCode(MutantDevice device) {
    this.device = device;
  }

  /**
   * Whether the optimized code is the same.
   *
   * @param reaching the names of the kernels that reach the mutant
   */
  boolean isSame(MutatedProgram program, Mutant mutant, Set<String> reaching)
      throws DeviceException {
    List<Kernel> kernels =
        program.program().kernels().stream().filter(it -> reaching.contains(it.name())).toList();
    return isSame(program, mutant, kernels.subList(0, Math.min(FIRST, kernels.size())), "some")
        && (kernels.size() <= FIRST || isSame(program, mutant, kernels, "all"));
  }

  private boolean isSame(MutatedProgram program, Mutant mutant, List<Kernel> kernels, String which)
      throws DeviceException {
    List<Object> key =
        List.of(program.program().source(), kernels.stream().map(Kernel::name).toList(), which);
    Optional<String> original = originals.get(key);
    if (original == null) {
      original = device.code(program.program(), kernels);
      originals.put(key, original);
    }
    return original.isPresent() && original.equals(device.code(program.with(mutant), kernels));
  }
}
