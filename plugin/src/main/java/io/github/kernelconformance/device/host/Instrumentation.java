package io.github.kernelconformance.device.host;

import io.github.kernelconformance.matrix.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compiler flags that put calls of the engine's checks into kernels. They are those of clang's
 * sanitizers, but no sanitizer's runtime library is linked: the engine defines what is called.
 */
final class Instrumentation {

  /** A call before each access to memory that the compiler cannot prove safe. */
  private static final List<String> ACCESSES =
      List.of(
          "-fsanitize=address",
          "-fsanitize-address-use-after-return=never",
          "-fno-sanitize-address-use-after-scope",
          "-fno-sanitize-link-runtime",
          // A call, never code in place that knows AddressSanitizer's own shadow.
          "-mllvm",
          "-asan-instrumentation-with-call-threshold=0",
          // A lane's stack is its own.
          "-mllvm",
          "-asan-stack=0",
          "-mllvm",
          "-asan-instrument-dynamic-allocas=0",
          // Races need every access, not only the first to each address.
          "-mllvm",
          "-asan-opt-same-temp=0",
          "-mllvm",
          "-asan-guard-against-version-mismatch=0",
          // Calls that name a size are then for what has to be aligned to it; those for packed
          // types
          // are others.
          "-mllvm",
          "-asan-mapping-scale=4",
          // An access through null is kept, and so seen.
          "-fno-delete-null-pointer-checks",
          // Calls make functions look large; one that is not inlined takes its object in memory.
          "-mllvm",
          "-inline-threshold=2000",
          // Calls from two lines stay two calls.
          "-mllvm",
          "-enable-tail-merge=0",
          "-DKERNEL_CONFORMANCE_CHECKS");

  /**
   * What MSL leaves undefined too. Shifts are not among it: MSL takes their counts modulo the
   * width. Null pointers and misaligned accesses are seen as accesses.
   */
  private static final List<String> UNDEFINED =
      List.of(
          "-fsanitize=array-bounds,signed-integer-overflow,integer-divide-by-zero,"
              + "float-cast-overflow,bool,enum,return,unreachable",
          "-fno-sanitize-link-runtime");

  private Instrumentation() {}

  static List<String> flags(Set<Check> checks) {
    List<String> flags = new ArrayList<>();
    if (checks.contains(Check.MEMORY) || checks.contains(Check.RACE)) {
      flags.addAll(ACCESSES);
    }
    if (checks.contains(Check.UNDEFINED)) {
      flags.addAll(UNDEFINED);
    }
    return List.copyOf(flags);
  }
}
