// FP8 E4M3, OCP 8-bit Floating Point Specification (OFP8), revision 1.0.

#pragma once

#include "minifloat.h"

struct e4m3 {
  static constant constexpr int bits = 8;

  // Up to 448 in magnitude. 0x7F and 0xFF are NaN; there is no infinity.
  template <int count>
  static vec<float, count> decode(vec<uint, count> codes) {
    typedef vec<float, count> values;
    typedef vec<uint, count> words;
    const vec<uint, count> is_nan = ((codes & 0x7Fu) + 1) >> 7;  // 1 or 0
    return as_type<values>(as_type<words>(minifloat<4, 3>(codes)) | (0u - is_nan));
  }
};
