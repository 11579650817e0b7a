// Mutants of a program, of which one is chosen while it runs. The plugin writes a program's text so
// that it asks here at each place that a mutant changes (Untch, Offutt and Harrold, "Mutation Analysis
// Using Mutant Schemata", 1993).
#pragma once

#include "metal_math.h"

namespace kernel_conformance {

extern "C" {
#ifdef KERNEL_CONFORMANCE_MUTANTS_REACHED
constexpr unsigned most_mutants = 65536;
__attribute__((visibility("hidden"))) extern bool kernel_conformance_reached[most_mutants];
#else
__attribute__((visibility("hidden"))) extern unsigned kernel_conformance_mutant;
#endif
}

// Whether the mutant that is chosen is one of `count` from `first` on. None is while the compiler
// computes a constant.
__attribute__((always_inline)) constexpr inline bool chosen(unsigned first, unsigned count) {
  if (__builtin_is_constant_evaluated()) return false;
#ifdef KERNEL_CONFORMANCE_MUTANTS_REACHED
  kernel_conformance_reached[first] = true;
  return false;
#else
  // Read past the checks, which would call for each read. It does not change during a launch, so the
  // compiler may read it once.
  unsigned mutant = 0;
#if defined(__x86_64__)
  asm("movl kernel_conformance_mutant(%%rip), %0" : "=r"(mutant));
#elif defined(__aarch64__)
  unsigned long address = 0;
  asm("adrp %1, kernel_conformance_mutant\n"
      "ldr %w0, [%1, :lo12:kernel_conformance_mutant]"
      : "=&r"(mutant), "=&r"(address));
#endif
  return mutant - first < count;
#endif
}

// A number that is off by so many ulps, as with fast math.
METAL_FUNC float less_exact(float x, float ulps) {
  const unsigned bits = __builtin_bit_cast(unsigned, x);
  const unsigned magnitude = bits & 0x7fffffffu;
  if (magnitude == 0 || magnitude >= 0x7f000000u) return x;
  const float most = 0x1p20f;
  return __builtin_bit_cast(float, bits + static_cast<unsigned>(ulps < most ? ulps : most));
}

// Where logarithms with fast math are off by a distance.
METAL_FUNC bool near_one(float x) { return x >= 0.5f && x <= 2; }

// A number that is off by a distance, as with fast math.
METAL_FUNC float off_by(float x, float distance) { return x + distance; }

}  // namespace kernel_conformance
