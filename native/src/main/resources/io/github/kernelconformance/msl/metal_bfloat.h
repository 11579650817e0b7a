// "Scalar Data Types": bfloat, the 16-bit brain float.
#pragma once

#include "metal_type_traits.h"

namespace kernel_conformance {

// The upper half of a float, rounded to nearest even.
METAL_FUNC constexpr ushort bfloat_bits(float value) {
  const uint bits = __builtin_bit_cast(uint, value);
  const uint rounded = bits + 0x7FFF + (bits >> 16 & 1);
  return static_cast<ushort>((value != value ? bits | 0x400000 : rounded) >> 16);
}

// A float that rounds to the bfloat nearest to `value`: where a float is too short for all bits, the
// last one tells whether any below it is set.
template <typename T>
METAL_FUNC constexpr float bfloat_source(T value) {
  if constexpr (sizeof(T) <= 2) {
    return static_cast<float>(value);
  } else {
    const bool negative = value < 0;
    const ulong magnitude = negative ? 0 - static_cast<ulong>(value) : static_cast<ulong>(value);
    ulong kept = magnitude;
    if (magnitude >> 24) {
      const int dropped = 40 - __builtin_clzl(magnitude);
      const ulong below = (1ul << dropped) - 1;
      kept = (magnitude & ~below) | static_cast<ulong>((magnitude & below) != 0) << dropped;
    }
    const float result = static_cast<float>(kept);
    return negative ? -result : result;
  }
}

}  // namespace kernel_conformance

namespace metal {

// Converts implicitly to float and from integers, and explicitly from float and half. Arithmetic is
// done in float and rounded, which is exact to the last bit for + - * / (Figueroa, "When is double
// rounding innocuous?": 24 >= 2 * 8 + 2).
class bfloat {
 public:
  bfloat() = default;

  // Templates, so that a class that converts to several types converts to bfloat itself.
  template <typename T, enable_if_t<is_integral_v<T>, int> = 0>
  METAL_FUNC constexpr bfloat(T value)
      : bits_(kernel_conformance::bfloat_bits(kernel_conformance::bfloat_source(value))) {}
  METAL_FUNC constexpr bfloat(kernel_conformance::Literal value) : bfloat(static_cast<int>(value)) {}
  template <typename T, enable_if_t<__is_floating_point(T), long> = 0>
  METAL_FUNC constexpr explicit bfloat(T value)
      : bits_(kernel_conformance::bfloat_bits(static_cast<float>(value))) {}
  // From a class that converts to another number only.
  template <typename T, enable_if_t<__is_class(T) && __is_convertible(T, float) &&
                                        !__is_convertible(T, bfloat), char> = 0>
  METAL_FUNC constexpr explicit bfloat(const T &value)
      : bits_(kernel_conformance::bfloat_bits(static_cast<float>(value))) {}

  METAL_FUNC constexpr operator float() const {
    return __builtin_bit_cast(float, static_cast<uint>(bits_) << 16);
  }
  METAL_FUNC constexpr explicit operator half() const {
    return static_cast<half>(static_cast<float>(*this));
  }
  // Not implicitly to half, by way of float either.
  template <typename T, enable_if_t<is_same_v<T, half>, int> = 0>
  operator T() const = delete;

  METAL_FUNC friend constexpr bfloat operator+(bfloat a) { return a; }
  METAL_FUNC friend constexpr bfloat operator-(bfloat a) {
    a.bits_ ^= 0x8000;
    return a;
  }

  template <typename T, enable_if_t<__is_class(T) && __is_convertible(T, float) &&
                                        !__is_convertible(T, bfloat), char> = 0>
  METAL_FUNC constexpr bfloat &operator=(const T &value) {
    return *this = bfloat(value);
  }

#define KERNEL_CONFORMANCE_ARITHMETIC(op)                                                        \
  METAL_FUNC friend constexpr bfloat operator op(bfloat a, bfloat b) {           \
    return bfloat(static_cast<float>(a) op static_cast<float>(b));               \
  }                                                                              \
  template <typename T, enable_if_t<is_integral_v<T>, int> = 0>                  \
  METAL_FUNC friend constexpr bfloat operator op(bfloat a, T b) {                \
    return a op bfloat(b);                                                       \
  }                                                                              \
  template <typename T, enable_if_t<is_integral_v<T>, int> = 0>                  \
  METAL_FUNC friend constexpr bfloat operator op(T a, bfloat b) {                \
    return bfloat(a) op b;                                                       \
  }                                                                              \
  template <typename T>                                                          \
  METAL_FUNC constexpr bfloat &operator op##=(T b) {                             \
    return *this = bfloat(*this op b);                                           \
  }
  KERNEL_CONFORMANCE_ARITHMETIC(+)
  KERNEL_CONFORMANCE_ARITHMETIC(-)
  KERNEL_CONFORMANCE_ARITHMETIC(*)
  KERNEL_CONFORMANCE_ARITHMETIC(/)
#undef KERNEL_CONFORMANCE_ARITHMETIC

  METAL_FUNC constexpr bfloat &operator++() { return *this += 1; }
  METAL_FUNC constexpr bfloat &operator--() { return *this -= 1; }
  METAL_FUNC constexpr bfloat operator++(int) {
    const bfloat before = *this;
    ++*this;
    return before;
  }
  METAL_FUNC constexpr bfloat operator--(int) {
    const bfloat before = *this;
    --*this;
    return before;
  }

 private:
  ushort bits_;
};

}  // namespace metal

using metal::bfloat;
