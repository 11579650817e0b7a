package io.github.kernelconformance.device.host;

import io.github.kernelconformance.matrix.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What kernels are compiled with besides themselves, so that the engine hears of what they do. The
 * flags are those of clang's sanitizers, but no sanitizer's runtime library is linked: the engine
 * defines what is called.
 *
 * @param checks what kernels are looked at for
 * @param coverage whether the blocks that run are told
 * @param counts whether counters tell how often each part of the code ran
 * @param adversary what the standard library is, if not as good as it can be
 * @param mutants what becomes of the mutants of the program
 */
record Instrumentation(
    Set<Check> checks,
    boolean coverage,
    boolean counts,
    Optional<Adversary> adversary,
    Mutants mutants) {

  /** What becomes of the mutants that a program's text has. */
  enum Mutants {
    /** It has none. */
    NONE,
    /** It is told which are reached. */
    REACHED,
    /** One is chosen for a launch. */
    CHOSEN
  }

  /** Kernels that tell which of their blocks run, and nothing else. */
  static final Instrumentation COVERAGE =
      new Instrumentation(Set.of(), true, false, Optional.empty(), Mutants.NONE);

  /** Kernels that count how often each part of their code runs, and nothing else. */
  static final Instrumentation COUNTS =
      new Instrumentation(Set.of(), false, true, Optional.empty(), Mutants.NONE);

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
          // Red zones around the arrays of a thread, in a shadow whose place the engine says.
          "-mllvm",
          "-asan-force-dynamic-shadow=1",
          "-mllvm",
          "-asan-stack-dynamic-alloca=0",
          "-mllvm",
          "-asan-instrument-dynamic-allocas=0",
          // Races need every access, not only the first to each address.
          "-mllvm",
          "-asan-opt-same-temp=0",
          // A variable is accessed in bounds by its name, and yet races.
          "-mllvm",
          "-asan-opt-globals=0",
          "-mllvm",
          "-asan-guard-against-version-mismatch=0",
          // Calls that name a size are then for what has to be aligned to it; those for packed
          // types are others.
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
          // The last array of a structure has the length that it is declared with.
          "-fstrict-flex-arrays=3",
          "-fno-sanitize-link-runtime");

  /** A flag for each block, none left out, and code that is as the lines say. */
  private static final List<String> BLOCKS =
      List.of(
          "-O0",
          "-fsanitize-coverage=edge,no-prune,inline-bool-flag,pc-table",
          "-fno-sanitize-link-runtime");

  /** Checks alone. */
  static Instrumentation of(Set<Check> checks) {
    return new Instrumentation(checks, false, false, Optional.empty(), Mutants.NONE);
  }

  /** The same with an adverse standard library. */
  Instrumentation against(Adversary it) {
    return new Instrumentation(checks, coverage, counts, Optional.of(it), mutants);
  }

  /** The same of a program with mutants. */
  Instrumentation with(Mutants some) {
    return new Instrumentation(checks, coverage, counts, adversary, some);
  }

  boolean isChecked() {
    return !checks.isEmpty();
  }

  /** Whether the engine is called before accesses to memory. */
  boolean seesAccesses() {
    return !Collections.disjoint(checks, Set.of(Check.MEMORY, Check.RACE, Check.FENCE));
  }

  /** For kernels and the headers that they include. */
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (seesAccesses()) {
      flags.addAll(ACCESSES);
    }
    if (checks.contains(Check.UNDEFINED)) {
      flags.addAll(UNDEFINED);
    }
    if (coverage) {
      flags.addAll(BLOCKS);
    }
    adversary.ifPresent(it -> flags.addAll(it.flags()));
    if (mutants != Mutants.NONE) {
      flags.add("-DKERNEL_CONFORMANCE_MUTANTS");
      flags.add("-O1"); // a mutant runs a few times, so the compiler is what costs
      flags.add("-g0"); // nobody asks for a mutant's lines
    }
    if (mutants == Mutants.REACHED) {
      flags.add("-DKERNEL_CONFORMANCE_MUTANTS_REACHED");
    }
    return List.copyOf(flags);
  }

  /** The native sources that are linked for it. */
  List<String> units() {
    List<String> units = new ArrayList<>();
    if (!checks.isEmpty()) {
      units.addAll(List.of("checks", "findings", "race", "stack_shadow", "undefined"));
    }
    if (coverage) {
      units.add("coverage");
    }
    adversary.ifPresent(it -> units.addAll(Adversary.units()));
    if (mutants != Mutants.NONE) {
      units.add(mutants == Mutants.REACHED ? "mutants_reached" : "mutants");
    }
    return units;
  }
}
