// FP8 E4M3, OCP 8-bit Floating Point Specification (OFP8), revision 1.0.

#pragma once

#include "minifloat.h"

struct e4m3 {
  static constant constexpr int bits = 8;

  // Up to 448 in magnitude. 0x7F and 0xFF are NaN; there is no infinity.
  static float4 decode(uint4 codes) {
    const float4 nan = metal::as_type<float4>(uint4(0x7FC00000u));
    return metal::select(minifloat<4, 3>(codes), nan, (codes & 0x7Fu) == uint4(0x7Fu));
  }
};
