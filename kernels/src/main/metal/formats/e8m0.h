// E8M0, the scale of OCP Microscaling Formats (MX) Specification v1.0, section 5.4.1.

#pragma once

#include <metal_stdlib>

struct e8m0 {
  // 2^(code - 127); 0xFF is NaN.
  //
  // A code is a float's exponent field, but for two codes, and both want the mantissa's top bit: alone
  // it is 2^-127, a subnormal float; under an exponent of all ones it makes NaN of infinity.
  static float4 decode(uint4 codes) {
    const uint4 top_of_mantissa =
        metal::select(uint4(0u), uint4(0x00400000u), ((codes + 1u) & 0xFFu) < uint4(2u));
    return metal::as_type<float4>((codes << 23) | top_of_mantissa);
  }
};
