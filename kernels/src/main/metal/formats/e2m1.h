// FP4 E2M1, OCP Microscaling Formats (MX) Specification v1.0.

#pragma once

#include "minifloat.h"

struct e2m1 {
  static constant constexpr int bits = 4;

  // 0, 0.5, 1, 1.5, 2, 3, 4, 6 and their negatives; no code is special.
  template <int count>
  static vec<float, count> decode(vec<uint, count> codes) {
    return minifloat<2, 1>(codes);
  }
};
