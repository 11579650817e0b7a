// Functions that the C library does not have: of turns, which are pi times a number, and 1 / sqrt(x).
#pragma once

#include "metal_config.h"

namespace kernel_conformance {

// An L keeps it: the compiler reads literals without a suffix as floats.
constexpr double pi = 0x1.921fb54442d18p1L;

// sin(pi x), in double, for x reduced exactly to half a turn.
METAL_FUNC double sin_pi(double x) {
  const double turn = x - 2 * __builtin_rint(x / 2);
  const double reduced =
      __builtin_fabs(turn) > 0.5 ? __builtin_copysign(double(1), turn) - turn : turn;
  return __builtin_sin(pi * reduced);
}
METAL_FUNC double cos_pi(double x) {
  return sin_pi(0.5 - __builtin_fabs(x - 2 * __builtin_rint(x / 2)));
}

METAL_FUNC float sine_of_turns(float x) { return static_cast<float>(sin_pi(x)); }
METAL_FUNC float cosine_of_turns(float x) { return static_cast<float>(cos_pi(x)); }
METAL_FUNC float tangent_of_turns(float x) { return static_cast<float>(sin_pi(x) / cos_pi(x)); }
METAL_FUNC float reciprocal_root(float x) {
  return static_cast<float>(1 / __builtin_sqrt(static_cast<double>(x)));
}

}  // namespace kernel_conformance
