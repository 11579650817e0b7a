// A library that is as bad as it may be. Compiled with KERNEL_CONFORMANCE_ADVERSARIAL, the functions
// of metal_accuracy.h answer with the value farthest from the exact one that their row of the tables
// of accuracy allows ("ULPs and Relative Error"), and sums whose order MSL leaves open are added in a
// random tree. A kernel that is right with every conforming library is right with this one. It is for
// the tests of what judges kernels; no build of a user has it.
//
// Nothing here remembers anything: an answer depends on the seed and the arguments alone, so a kernel
// that runs twice gives the same twice, in whatever order its threads run.
#pragma once

#include "metal_bfloat.h"

namespace kernel_conformance {

enum class Direction : unsigned {
  none,         // what is nearest
  up,
  down,
  away_from_zero,
  towards_zero,
  random,       // up or down
};

// What each library says of itself, through KERNEL_CONFORMANCE_ADVERSARY.
struct Adversary {
  Direction direction;
  unsigned fast;  // functions outside of precise:: and fast:: follow the table of fast math
  unsigned flush; // subnormal floats, taken and given, are zero
  unsigned long seed;
};

extern "C" {
__attribute__((visibility("hidden"))) extern const Adversary kernel_conformance_adversary;
}

// Functions of one argument, and how many ulps each may be off without fast math. `tanpi` and `tan`
// have more than `sin` and `cos`.
#define KERNEL_CONFORMANCE_ROWS(do)                                                            \
  do(acos, 4) do(acosh, 4) do(asin, 4) do(asinh, 4) do(atan, 5) do(atanh, 5) do(cos, 4)        \
  do(cosh, 4) do(cospi, 4) do(exp, 4) do(exp2, 4) do(exp10, 4) do(log, 4) do(log2, 4)          \
  do(log10, 4) do(rsqrt, 0) do(sin, 4) do(sinh, 4) do(sinpi, 4) do(sqrt, 0) do(tan, 6)         \
  do(tanh, 5) do(tanpi, 6)
// Functions of two. A half has no row for powers: they are computed as floats.
#define KERNEL_CONFORMANCE_ROWS_OF_PAIRS(do) do(atan2, 6) do(divide, 0) do(pow, 16) do(powr, 16)

// Defined in adversary_precise.cpp, adversary_fast.cpp and adversary_half.cpp.
namespace precise_row {
#define KERNEL_CONFORMANCE_ROW(name, ulps) __attribute__((visibility("hidden"))) float name(float);
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps) __attribute__((visibility("hidden"))) float name(float, float);
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
}  // namespace precise_row
namespace fast_row {
#define KERNEL_CONFORMANCE_ROW(name, ulps) __attribute__((visibility("hidden"))) float name(float);
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps) __attribute__((visibility("hidden"))) float name(float, float);
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
}  // namespace fast_row
namespace half_row {
#define KERNEL_CONFORMANCE_ROW(name, ulps) __attribute__((visibility("hidden"))) half name(half);
KERNEL_CONFORMANCE_ROWS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
#define KERNEL_CONFORMANCE_ROW(name, ulps) __attribute__((visibility("hidden"))) half name(half, half);
KERNEL_CONFORMANCE_ROWS_OF_PAIRS(KERNEL_CONFORMANCE_ROW)
#undef KERNEL_CONFORMANCE_ROW
}  // namespace half_row

// The next number of a sequence that begins with a key (Steele, Lea and Flood, "Fast splittable
// pseudorandom number generators", 2014).
__attribute__((always_inline)) inline unsigned long mixed(unsigned long &state) {
  state += 0x9E3779B97F4A7C15ul;
  unsigned long bits = state;
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9ul;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBul;
  return bits ^ bits >> 31;
}

}  // namespace kernel_conformance

#define KERNEL_CONFORMANCE_ADVERSARY(direction, fast, flush, seed)                                   \
  extern "C" __attribute__((visibility("hidden"))) extern const ::kernel_conformance::Adversary     \
      kernel_conformance_adversary = {static_cast<::kernel_conformance::Direction>(direction), fast, \
                                      flush, seed};
