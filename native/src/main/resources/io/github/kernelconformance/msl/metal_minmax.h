// "Common Functions", "Integer Functions" and "Math Functions": what integers and floating-point numbers share: abs, min, max, clamp and kin.
#pragma once

#include "metal_functions.h"

namespace metal {

// The quiet one of two where one is a NaN.
KERNEL_CONFORMANCE_MATH_2(fmin, __builtin_fminf(x, y))
KERNEL_CONFORMANCE_MATH_2(fmax, __builtin_fmaxf(x, y))
KERNEL_CONFORMANCE_MATH_3(fmin3, fmin(x, fmin(y, z)))
KERNEL_CONFORMANCE_MATH_3(fmax3, fmax(x, fmax(y, z)))
KERNEL_CONFORMANCE_MATH_3(fmedian3, fmax(fmin(x, y), fmin(fmax(x, y), z)))
KERNEL_CONFORMANCE_MATH_1(fabs, __builtin_fabsf(x))

KERNEL_CONFORMANCE_MATH_SCALAR_1(abs, fabs(x))
KERNEL_CONFORMANCE_MATH_SCALAR_2(min, fmin(x, y))
KERNEL_CONFORMANCE_MATH_SCALAR_2(max, fmax(x, y))
KERNEL_CONFORMANCE_MATH_SCALAR_3(min3, fmin3(x, y, z))
KERNEL_CONFORMANCE_MATH_SCALAR_3(max3, fmax3(x, y, z))
KERNEL_CONFORMANCE_MATH_SCALAR_3(median3, fmedian3(x, y, z))
KERNEL_CONFORMANCE_MATH_SCALAR_3(clamp, fmin(fmax(x, y), z))

#define KERNEL_CONFORMANCE_INTEGER(T)                                                                       \
  METAL_FUNC constexpr T abs(T x) {                                                         \
    return static_cast<T>(x < T(0) ? 0 - static_cast<make_unsigned_t<T>>(x) : x);           \
  }                                                                                         \
  METAL_FUNC constexpr T min(T x, T y) { return y < x ? y : x; }                            \
  METAL_FUNC constexpr T max(T x, T y) { return x < y ? y : x; }                            \
  METAL_FUNC constexpr T min3(T x, T y, T z) { return min(x, min(y, z)); }                  \
  METAL_FUNC constexpr T max3(T x, T y, T z) { return max(x, max(y, z)); }                  \
  METAL_FUNC constexpr T median3(T x, T y, T z) { return max(min(x, y), min(max(x, y), z)); } \
  METAL_FUNC constexpr T clamp(T x, T low, T high) { return min(max(x, low), high); }
KERNEL_CONFORMANCE_INTEGERS(KERNEL_CONFORMANCE_INTEGER)
#undef KERNEL_CONFORMANCE_INTEGER

KERNEL_CONFORMANCE_VECTOR_1(abs)
KERNEL_CONFORMANCE_VECTOR_2(min)
KERNEL_CONFORMANCE_VECTOR_2(max)
KERNEL_CONFORMANCE_VECTOR_3(min3)
KERNEL_CONFORMANCE_VECTOR_3(max3)
KERNEL_CONFORMANCE_VECTOR_3(median3)
KERNEL_CONFORMANCE_VECTOR_3(clamp)

}  // namespace metal
