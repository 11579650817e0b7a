// numeric_limits, after C++'s <limits>.
#pragma once

#include "metal_types.h"

namespace kernel_conformance {

template <typename T>
struct Integer_limits {
  static constexpr bool is_specialized = true, is_integer = true, is_exact = true;
  static constexpr bool is_signed = T(-1) < T(0), is_bounded = true, is_modulo = !is_signed;
  static constexpr bool is_iec559 = false, has_infinity = false, has_quiet_NaN = false;
  static constexpr bool has_signaling_NaN = false, traps = false, tinyness_before = false;
  static constexpr int digits =
      metal::is_same_v<T, bool> ? 1 : static_cast<int>(8 * sizeof(T)) - is_signed;
  static constexpr int digits10 = digits * 30103 / 100000;
  static constexpr int max_digits10 = 0, radix = 2;
  static constexpr int min_exponent = 0, min_exponent10 = 0, max_exponent = 0, max_exponent10 = 0;
  static constexpr T max() {
    return static_cast<T>(digits == 64 ? ~0ul : (1ul << digits % 64) - 1);
  }
  static constexpr T min() { return is_signed ? static_cast<T>(-max() - 1) : T(0); }
  static constexpr T lowest() { return min(); }
  static constexpr T epsilon() { return T(0); }
  static constexpr T round_error() { return T(0); }
  static constexpr T infinity() { return T(0); }
  static constexpr T quiet_NaN() { return T(0); }
  static constexpr T signaling_NaN() { return T(0); }
  static constexpr T denorm_min() { return T(0); }
};

// An IEEE 754 binary format of `precision` bits, the hidden one included, in the bits of `Bits`.
template <typename T, typename Bits, int precision>
struct Binary_limits {
  static constexpr int exponent_bits = static_cast<int>(8 * sizeof(Bits)) - precision;
  static constexpr Bits one_ulp = 1;
  static constexpr Bits fraction = static_cast<Bits>((one_ulp << (precision - 1)) - 1);
  static constexpr Bits infinite = static_cast<Bits>(((1u << exponent_bits) - 1) << (precision - 1));

  static constexpr bool is_specialized = true, is_integer = false, is_exact = false;
  static constexpr bool is_signed = true, is_bounded = true, is_modulo = false;
  static constexpr bool is_iec559 = true, has_infinity = true, has_quiet_NaN = true;
  static constexpr bool has_signaling_NaN = true, traps = false, tinyness_before = false;
  static constexpr int digits = precision, radix = 2;
  static constexpr int digits10 = (precision - 1) * 30103 / 100000;
  static constexpr int max_digits10 = 2 + precision * 30103 / 100000;
  static constexpr int max_exponent = 1 << (exponent_bits - 1);
  static constexpr int min_exponent = 3 - max_exponent;
  static constexpr int max_exponent10 = max_exponent * 30103 / 100000;
  static constexpr int min_exponent10 = (min_exponent - 1) * 30103 / 100000;

  static constexpr T from(Bits bits) { return __builtin_bit_cast(T, bits); }
  static constexpr T min() { return from(static_cast<Bits>(fraction + 1)); }
  static constexpr T max() { return from(static_cast<Bits>(infinite - 1)); }
  static constexpr T lowest() { return -max(); }
  static constexpr T epsilon() {
    return from(static_cast<Bits>((max_exponent - precision) << (precision - 1)));
  }
  static constexpr T round_error() { return T(0.5f); }
  static constexpr T infinity() { return from(infinite); }
  static constexpr T quiet_NaN() {
    return from(static_cast<Bits>(infinite | one_ulp << (precision - 2)));
  }
  static constexpr T signaling_NaN() {
    return from(static_cast<Bits>(infinite | one_ulp << (precision - 3)));
  }
  static constexpr T denorm_min() { return from(one_ulp); }
};

}  // namespace kernel_conformance

namespace metal {

// What programs specialize for types of their own: numeric_limits itself is the same for a type with
// and without const and volatile.
template <typename T>
struct _numeric_limits_impl {
  static constexpr bool is_specialized = false;
};
#define KERNEL_CONFORMANCE_LIMITS(T) \
  template <>        \
  struct _numeric_limits_impl<T> : kernel_conformance::Integer_limits<T> {};
KERNEL_CONFORMANCE_INTEGERS(KERNEL_CONFORMANCE_LIMITS)
KERNEL_CONFORMANCE_LIMITS(bool)
#undef KERNEL_CONFORMANCE_LIMITS
template <>
struct _numeric_limits_impl<half> : kernel_conformance::Binary_limits<half, ushort, 11> {};
template <>
struct _numeric_limits_impl<bfloat> : kernel_conformance::Binary_limits<bfloat, ushort, 8> {};
template <>
struct _numeric_limits_impl<float> : kernel_conformance::Binary_limits<float, uint, 24> {};

template <typename T>
struct numeric_limits : _numeric_limits_impl<remove_cv_t<T>> {};

// What such a specialization for a floating-point or an integer type may derive from: what all of
// them have in common.
struct _fp_numeric_limits_impl_base {
  static constexpr bool is_specialized = true, is_integer = false, is_exact = false;
  static constexpr bool is_signed = true, is_bounded = true, is_modulo = false;
  static constexpr bool is_iec559 = true, has_infinity = true, has_quiet_NaN = true;
  static constexpr bool has_signaling_NaN = true, traps = false, tinyness_before = false;
};
struct _int_numeric_limits_impl_base {
  static constexpr bool is_specialized = true, is_integer = true, is_exact = true;
  static constexpr bool is_bounded = true, is_iec559 = false, has_infinity = false;
  static constexpr bool has_quiet_NaN = false, has_signaling_NaN = false, traps = false;
  static constexpr bool tinyness_before = false;
};

}  // namespace metal

#define CHAR_BIT 8
#define SCHAR_MAX 127
#define SCHAR_MIN (-SCHAR_MAX - 1)
#define UCHAR_MAX 255
#define CHAR_MAX SCHAR_MAX
#define CHAR_MIN SCHAR_MIN
#define SHRT_MAX 32767
#define SHRT_MIN (-SHRT_MAX - 1)
#define USHRT_MAX 65535
#define INT_MAX 2147483647
#define INT_MIN (-INT_MAX - 1)
#define UINT_MAX 4294967295u
#define LONG_MAX 9223372036854775807l
#define LONG_MIN (-LONG_MAX - 1l)
#define ULONG_MAX 18446744073709551615ul

// The constants of "Math Functions".
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define HUGE_VALF INFINITY
#define MAXFLOAT 0x1.fffffep127f
#define FLT_MAX 0x1.fffffep127f
#define FLT_MIN 0x1p-126f
#define FLT_EPSILON 0x1p-23f
#define FLT_DIG 6
#define FLT_MANT_DIG 24
#define FLT_MAX_EXP 128
#define FLT_MIN_EXP (-125)
#define HALF_MAX static_cast<half>(0x1.ffcp15f)
#define HALF_MIN static_cast<half>(0x1p-14f)
#define HALF_EPSILON static_cast<half>(0x1p-10f)
#define MAXHALF HALF_MAX
#define HALF_DIG 3
#define HALF_MANT_DIG 11
#define HALF_MAX_EXP 16
#define HALF_MIN_EXP (-13)
#define M_E_F 2.71828182845904523536f
#define M_LOG2E_F 1.44269504088896340736f
#define M_LOG10E_F 0.434294481903251827651f
#define M_LN2_F 0.693147180559945309417f
#define M_LN10_F 2.30258509299404568402f
#define M_PI_F 3.14159265358979323846f
#define M_PI_2_F 1.57079632679489661923f
#define M_PI_4_F 0.785398163397448309616f
#define M_1_PI_F 0.318309886183790671538f
#define M_2_PI_F 0.636619772367581343076f
#define M_2_SQRTPI_F 1.12837916709551257390f
#define M_SQRT2_F 1.41421356237309504880f
#define M_SQRT1_2_F 0.707106781186547524401f
#define M_E_H static_cast<half>(M_E_F)
#define M_PI_H static_cast<half>(M_PI_F)
#define M_PI_2_H static_cast<half>(M_PI_2_F)
#define M_LN2_H static_cast<half>(M_LN2_F)
#define M_SQRT2_H static_cast<half>(M_SQRT2_F)
