// E8M0, the scale of OCP Microscaling Formats (MX) Specification v1.0.

#pragma once

#include <metal_stdlib>

using namespace metal;

struct e8m0 {
  // 2^(code - 127); 0xFF is NaN.
  //
  // A code is a float's exponent, but for two codes, and both want the mantissa's top bit as well:
  // alone it is 2^-127, a subnormal float, and under an exponent of all ones it makes NaN of
  // infinity.
  template <int count>
  static vec<float, count> decode(vec<uint, count> codes) {
    typedef vec<float, count> values;
    // equivalent mutants: constant-minus-one.2: 2^-127 becomes 0, as where subnormals are flushed
    const vec<uint, count> past_special = ((codes + 1) & 0xFFu) - 2;  // negative for 0xFF and 0x00
    return as_type<values>((codes << 23) | (past_special >> 31 << 22));
  }
};
