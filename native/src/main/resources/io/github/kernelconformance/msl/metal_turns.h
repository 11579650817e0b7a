// Sine and cosine of turns: of pi times a number.
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

}  // namespace kernel_conformance
