// Floating-point numbers of a few bits: a sign, an exponent and a mantissa, from the top bit down.

#pragma once

#include <metal_stdlib>

using namespace metal;

// The values of codes of a format whose exponent bias is 2^(exponent_bits - 1) - 1 and which
// has subnormals but neither infinities nor NaN. Bits of a code above its sign are ignored.
//
// The magnitude's bits, moved to where a float has its own, read (1 + mantissa) * 2^(exponent -
// bias). That is right unless the exponent is 0, where the format says mantissa * 2^(1 - bias):
// twice what was read, less the smallest normal number. From the smallest normal number on, that
// expression is no smaller than what was read; below, it is. So the lesser of the two is the value,
// without a branch, a table or a subnormal float, which a GPU may flush. Neither is negative, so
// they compare as their bits do. Every step is exact.
template <int exponent_bits, int mantissa_bits, int count>
inline vec<float, count> minifloat(vec<uint, count> codes) {
  typedef vec<float, count> values;
  typedef vec<uint, count> bits;
  constexpr int sign_bit = exponent_bits + mantissa_bits;
  constexpr uint bias = (1u << (exponent_bits - 1)) - 1;
  constexpr uint float_bias = 127;
  constexpr int float_mantissa_bits = 23;

  const bits magnitude = codes & ((1u << sign_bit) - 1);
  const bits sign = (codes << (31 - sign_bit)) & 0x80000000u;
  const values as_normal = as_type<values>(
      (magnitude << (float_mantissa_bits - mantissa_bits)) +
      ((float_bias - bias) << float_mantissa_bits));
  const float smallest_normal = as_type<float>((float_bias + 1 - bias) << float_mantissa_bits);
  const values as_subnormal = 2.0f * as_normal - smallest_normal;
  // equivalent mutants: bits-combined-otherwise: the magnitude has no sign bit
  return as_type<values>(min(as_type<bits>(as_normal), as_type<bits>(as_subnormal)) | sign);
}
