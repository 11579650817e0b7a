// "Scalar Data Types": half, which NVRTC has not: a class that stands for the number, as bfloat does.
#pragma once

#include "metal_type_traits.h"

namespace kernel_conformance {

// To half by the bits of a double, to nearest even. A float is a double too.
constexpr ushort half_bits(double value) {
  const ulong bits = __builtin_bit_cast(ulong, value);
  const uint sign = static_cast<uint>(bits >> 48) & 0x8000;
  const int exponent = static_cast<int>(bits >> 52 & 0x7FF) - 1023;
  const ulong fraction = bits & 0xFFFFFFFFFFFFFul;
  if (exponent == 1024) return static_cast<ushort>(sign | (fraction ? 0x7E00 : 0x7C00));
  if (exponent > 15) return static_cast<ushort>(sign | 0x7C00);
  if (exponent < -25) return static_cast<ushort>(sign);
  const ulong significand = exponent == -1023 ? fraction : fraction | 0x10000000000000ul;
  const int dropped = exponent < -14 ? 42 + (-14 - exponent) : 42;
  const ulong kept = significand >> dropped;
  const ulong rest = significand & ((1ul << dropped) - 1), middle = 1ul << (dropped - 1);
  const ulong rounded = kept + (rest > middle || (rest == middle && (kept & 1)));
  // What overflows into the exponent is what it should be.
  const uint base = exponent < -14 ? 0 : static_cast<uint>(exponent + 14) << 10;
  return static_cast<ushort>(sign | (base + static_cast<uint>(rounded)));
}

constexpr float half_value(ushort bits) {
  const uint sign = static_cast<uint>(bits & 0x8000) << 16, fraction = bits & 0x3FF;
  const uint exponent = bits >> 10 & 0x1F;
  if (exponent == 31) return __builtin_bit_cast(float, sign | 0x7F800000 | fraction << 13);
  if (exponent) return __builtin_bit_cast(float, sign | (exponent + 112) << 23 | fraction << 13);
  const float tiny = static_cast<float>(fraction) * 0x1p-24f;
  return sign ? -tiny : tiny;
}

// Named so for the messages of the compiler. A namespace of its own, so that a call with a half looks
// nowhere else for functions.
namespace scalars {

// Converts implicitly from all numbers and to float. Arithmetic is done in float and rounded, which is
// exact to the last bit for + - * / (Figueroa, "When is double rounding innocuous?": 24 >= 2 * 11 + 2).
class half {
 public:
  half() = default;

  template <typename T, metal::enable_if_t<kernel_conformance::integral<T>, int> = 0>
  METAL_FUNC constexpr half(T value) : half(static_cast<float>(value)) {}
  METAL_FUNC constexpr half(kernel_conformance::Literal value) : half(static_cast<float>(value)) {}
  METAL_FUNC constexpr half(float value)
      : bits_(__builtin_is_constant_evaluated() ? half_bits(value) : builtin::half_of(value)) {}
  METAL_FUNC constexpr half(double value)
      : bits_(__builtin_is_constant_evaluated() ? half_bits(value) : builtin::half_of(value)) {}

  METAL_FUNC constexpr operator float() const {
    return __builtin_is_constant_evaluated() ? half_value(bits_) : builtin::float_of(bits_);
  }

  METAL_FUNC friend constexpr half operator+(half a) { return a; }
  METAL_FUNC friend constexpr half operator-(half a) {
    a.bits_ ^= 0x8000;
    return a;
  }

#define KERNEL_CONFORMANCE_ARITHMETIC(op)                                                        \
  template <typename T>                                                                          \
  METAL_FUNC constexpr half &operator op##=(T b) {                                               \
    return *this = half(*this op b);                                                             \
  }
  KERNEL_CONFORMANCE_ARITHMETIC(+)
  KERNEL_CONFORMANCE_ARITHMETIC(-)
  KERNEL_CONFORMANCE_ARITHMETIC(*)
  KERNEL_CONFORMANCE_ARITHMETIC(/)
#undef KERNEL_CONFORMANCE_ARITHMETIC

  METAL_FUNC constexpr half &operator++() { return *this += 1; }
  METAL_FUNC constexpr half &operator--() { return *this -= 1; }
  METAL_FUNC constexpr half operator++(int) {
    const half before = *this;
    ++*this;
    return before;
  }
  METAL_FUNC constexpr half operator--(int) {
    const half before = *this;
    --*this;
    return before;
  }

 private:
  ushort bits_;
};

// What an operation with a half is done in where the result is a half: with another, or an integer.
template <typename T>
constexpr bool stands_for_half =
    same<T, half> || kernel_conformance::integral<T> || same<T, kernel_conformance::Literal>;
template <typename A, typename B>
using if_half = metal::enable_if_t<(same<A, half> && stands_for_half<B>) ||
                                       (same<B, half> && stands_for_half<A>), int>;

#define KERNEL_CONFORMANCE_ARITHMETIC(op)                                                        \
  template <typename A, typename B, if_half<A, B> = 0>                                           \
  METAL_FUNC constexpr half operator op(A a, B b) {                                              \
    return half(static_cast<float>(half(a)) op static_cast<float>(half(b)));                     \
  }
KERNEL_CONFORMANCE_ARITHMETIC(+)
KERNEL_CONFORMANCE_ARITHMETIC(-)
KERNEL_CONFORMANCE_ARITHMETIC(*)
KERNEL_CONFORMANCE_ARITHMETIC(/)
#undef KERNEL_CONFORMANCE_ARITHMETIC

}  // namespace scalars

}  // namespace kernel_conformance
