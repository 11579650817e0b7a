// "Math Functions" whose result is exact or correctly rounded; metal_accuracy.h has the others.
// precise:: and fast:: are the same here.
#pragma once

#include "metal_accuracy.h"
#include "metal_minmax.h"
#include "metal_relational.h"

namespace kernel_conformance {

// The value after x in the direction of y, for a 16-bit type.
template <typename T>
METAL_FUNC T next_after(T x, T y) {
  if (x != x) return x;
  if (y != y || x == y) return y;
  if (x == T(0)) return __builtin_bit_cast(T, static_cast<ushort>(y < x ? 0x8001 : 0x0001));
  const ushort bits = __builtin_bit_cast(ushort, x);
  return __builtin_bit_cast(T, static_cast<ushort>((y < x) == (x < T(0)) ? bits + 1 : bits - 1));
}

// x * y + z rounded once: the product is exact in double, and a sum that is not is made odd, so that
// rounding it to half cannot meet a false tie (Boldo and Melquiond, "Emulation of a FMA and correctly
// rounded sums: proved algorithms using rounding to odd", 2008).
METAL_FUNC half fused_multiply_add(half x, half y, half z) {
  const double product = double(x) * double(y), addend = z;
  const double sum = product + addend;
  const double shifted = sum - product;
  const double lost = (product - (sum - shifted)) + (addend - shifted);
  long bits = __builtin_bit_cast(long, sum);
  if (lost != 0 && lost == lost && (bits & 1) == 0) bits += (lost > 0) == (sum > 0) ? 1 : -1;
  return static_cast<half>(__builtin_bit_cast(double, bits));
}

// x if it is below 1, else `below`, the largest value that is. A NaN stays.
template <typename T>
METAL_FUNC T below_one(T x, T below) {
  return x >= T(1) ? below : x;
}

}  // namespace kernel_conformance

namespace metal {

KERNEL_CONFORMANCE_MATH_1(ceil, __builtin_ceilf(x))
KERNEL_CONFORMANCE_MATH_2(copysign, __builtin_copysignf(x, y))
KERNEL_CONFORMANCE_MATH_2(fdim, x <= y ? 0 : x - y)
KERNEL_CONFORMANCE_MATH_1(floor, __builtin_floorf(x))
KERNEL_CONFORMANCE_MATH_2(fmod, __builtin_fmodf(x, y))
KERNEL_CONFORMANCE_MATH_1(rint, __builtin_rintf(x))
KERNEL_CONFORMANCE_MATH_1(round, __builtin_roundf(x))
KERNEL_CONFORMANCE_MATH_1(trunc, __builtin_truncf(x))

METAL_FUNC float fma(float x, float y, float z) { return __builtin_fmaf(x, y, z); }
METAL_FUNC half fma(half x, half y, half z) {
  return kernel_conformance::fused_multiply_add(x, y, z);
}
template <typename T, kernel_conformance::if_bfloat<T> = 0>
METAL_FUNC T fma(T x, T y, T z) {
  return T(__builtin_fmaf(x, y, z));
}
KERNEL_CONFORMANCE_VECTOR_3(fma)

METAL_FUNC float fract(float x) {
  return kernel_conformance::below_one(x - floor(x), 0x1.fffffep-1f);
}
METAL_FUNC half fract(half x) {
  return kernel_conformance::below_one(half(float(x) - floor(float(x))), half(0x1.ffcp-1f));
}
template <typename T, kernel_conformance::if_bfloat<T> = 0>
METAL_FUNC T fract(T x) {
  return kernel_conformance::below_one(T(float(x) - floor(float(x))), T(0x1.fep-1f));
}
KERNEL_CONFORMANCE_VECTOR_1(fract)

METAL_FUNC float nextafter(float x, float y) { return __builtin_nextafterf(x, y); }
METAL_FUNC half nextafter(half x, half y) { return kernel_conformance::next_after(x, y); }
template <typename T, kernel_conformance::if_bfloat<T> = 0>
METAL_FUNC T nextafter(T x, T y) {
  return kernel_conformance::next_after(x, y);
}
KERNEL_CONFORMANCE_VECTOR_2(nextafter)

METAL_FUNC int ilogb(float x) { return __builtin_ilogbf(x); }
METAL_FUNC int ilogb(half x) { return __builtin_ilogbf(x); }
template <typename T, kernel_conformance::if_bfloat<T> = 0>
METAL_FUNC int ilogb(T x) {
  return __builtin_ilogbf(x);
}
KERNEL_CONFORMANCE_VECTOR_1(ilogb)

METAL_FUNC float ldexp(float x, int k) { return __builtin_ldexpf(x, k); }
METAL_FUNC half ldexp(half x, int k) { return half(__builtin_ldexpf(x, k)); }
template <typename T, kernel_conformance::if_bfloat<T> = 0>
METAL_FUNC T ldexp(T x, int k) {
  return T(__builtin_ldexpf(x, k));
}
template <typename T, int N>
METAL_FUNC vec<T, N> ldexp(vec<T, N> x, vec<int, N> k) {
  return kernel_conformance::each([](T p, int q) { return ldexp(p, q); }, x, k);
}
template <typename T, int N>
METAL_FUNC vec<T, N> ldexp(vec<T, N> x, int k) {
  return ldexp(x, vec<int, N>(k));
}

// Functions with a second result; a float computes it for every type.
METAL_FUNC float frexp(float x, int &exponent) { return __builtin_frexpf(x, &exponent); }
METAL_FUNC float modf(float x, float &integral) {
  integral = trunc(x);
  return copysign(isinf(x) ? 0 : x - integral, x);
}

template <typename T, enable_if_t<is_same_v<T, half> || is_same_v<T, bfloat>, int> = 0>
METAL_FUNC T frexp(T x, int &exponent) {
  return T(frexp(float(x), exponent));
}
template <typename T, int N>
METAL_FUNC vec<T, N> frexp(vec<T, N> x, vec<int, N> &exponent) {
  vec<T, N> fraction;
  for (int i = 0; i < N; ++i) fraction[i] = frexp(x[i], exponent[i]);
  return fraction;
}
KERNEL_CONFORMANCE_SECOND_RESULT(modf)

#define KERNEL_CONFORMANCE_MATH_NAMES(do)                                              \
  do(abs) do(ceil) do(clamp) do(copysign) do(fabs) do(fdim) do(floor) do(fma) do(fmax) \
  do(fmax3) do(fmedian3) do(fmin) do(fmin3) do(fmod) do(fract) do(frexp) do(ilogb)     \
  do(ldexp) do(max) do(max3) do(median3) do(min) do(min3) do(modf) do(nextafter)       \
  do(rint) do(round) do(trunc)

#define KERNEL_CONFORMANCE_USING(name) using metal::name;
namespace precise {
KERNEL_CONFORMANCE_MATH_NAMES(KERNEL_CONFORMANCE_USING)
}
namespace fast {
KERNEL_CONFORMANCE_MATH_NAMES(KERNEL_CONFORMANCE_USING)
}
#undef KERNEL_CONFORMANCE_USING

}  // namespace metal
