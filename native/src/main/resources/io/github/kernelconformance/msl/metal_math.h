// "Math Functions". precise:: and fast:: are the same here: what the C library computes,
// within an ulp, and square root and division correctly rounded.
#pragma once

#include "metal_minmax.h"
#include "metal_relational.h"

namespace kernel_conformance {

// An L keeps it: the compiler reads literals without a suffix as floats.
constexpr double pi = 0x1.921fb54442d18p1L;

// sin(pi x), in double, for x reduced exactly to half a turn.
METAL_FUNC double sin_pi(double x) {
  const double turn = x - 2 * __builtin_rint(x / 2);
  const double reduced =
      __builtin_fabs(turn) > 0.5 ? __builtin_copysign(double(1), turn) - turn : turn;
  return __builtin_sin(pi * reduced);
}
METAL_FUNC double cos_pi(double x) {
  return sin_pi(0.5 - __builtin_fabs(x - 2 * __builtin_rint(x / 2)));
}

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

KERNEL_CONFORMANCE_MATH_1(acos, __builtin_acosf(x))
KERNEL_CONFORMANCE_MATH_1(acosh, __builtin_acoshf(x))
KERNEL_CONFORMANCE_MATH_1(asin, __builtin_asinf(x))
KERNEL_CONFORMANCE_MATH_1(asinh, __builtin_asinhf(x))
KERNEL_CONFORMANCE_MATH_1(atan, __builtin_atanf(x))
KERNEL_CONFORMANCE_MATH_2(atan2, __builtin_atan2f(x, y))
KERNEL_CONFORMANCE_MATH_1(atanh, __builtin_atanhf(x))
KERNEL_CONFORMANCE_MATH_1(ceil, __builtin_ceilf(x))
KERNEL_CONFORMANCE_MATH_2(copysign, __builtin_copysignf(x, y))
KERNEL_CONFORMANCE_MATH_1(cos, __builtin_cosf(x))
KERNEL_CONFORMANCE_MATH_1(cosh, __builtin_coshf(x))
KERNEL_CONFORMANCE_MATH_1(cospi, static_cast<float>(kernel_conformance::cos_pi(x)))
KERNEL_CONFORMANCE_MATH_2(divide, x / y)
KERNEL_CONFORMANCE_MATH_1(exp, __builtin_expf(x))
KERNEL_CONFORMANCE_MATH_1(exp2, __builtin_exp2f(x))
KERNEL_CONFORMANCE_MATH_1(exp10, __builtin_exp10f(x))
KERNEL_CONFORMANCE_MATH_2(fdim, x <= y ? 0 : x - y)
KERNEL_CONFORMANCE_MATH_1(floor, __builtin_floorf(x))
KERNEL_CONFORMANCE_MATH_2(fmod, __builtin_fmodf(x, y))
KERNEL_CONFORMANCE_MATH_1(log, __builtin_logf(x))
KERNEL_CONFORMANCE_MATH_1(log2, __builtin_log2f(x))
KERNEL_CONFORMANCE_MATH_1(log10, __builtin_log10f(x))
KERNEL_CONFORMANCE_MATH_2(pow, __builtin_powf(x, y))
KERNEL_CONFORMANCE_MATH_2(powr, x < 0 ? __builtin_nanf("") : __builtin_powf(x, y))
KERNEL_CONFORMANCE_MATH_1(rint, __builtin_rintf(x))
KERNEL_CONFORMANCE_MATH_1(round, __builtin_roundf(x))
KERNEL_CONFORMANCE_MATH_1(rsqrt, static_cast<float>(1 / __builtin_sqrt(static_cast<double>(x))))
KERNEL_CONFORMANCE_MATH_1(sin, __builtin_sinf(x))
KERNEL_CONFORMANCE_MATH_1(sinh, __builtin_sinhf(x))
KERNEL_CONFORMANCE_MATH_1(sinpi, static_cast<float>(kernel_conformance::sin_pi(x)))
KERNEL_CONFORMANCE_MATH_1(sqrt, __builtin_sqrtf(x))
KERNEL_CONFORMANCE_MATH_1(tan, __builtin_tanf(x))
KERNEL_CONFORMANCE_MATH_1(tanh, __builtin_tanhf(x))
KERNEL_CONFORMANCE_MATH_1(tanpi,
          static_cast<float>(kernel_conformance::sin_pi(x) / kernel_conformance::cos_pi(x)))
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
METAL_FUNC float sincos(float x, float &cosine) {
  cosine = cos(x);
  return sin(x);
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
#define KERNEL_CONFORMANCE_SECOND_RESULT(name)                                                            \
  template <typename T, enable_if_t<is_same_v<T, half> || is_same_v<T, bfloat>, int> = 0> \
  METAL_FUNC T name(T x, T &second) {                                                     \
    float other;                                                                          \
    const T result = T(name(float(x), other));                                            \
    second = T(other);                                                                    \
    return result;                                                                        \
  }                                                                                       \
  template <typename T, int N>                                                            \
  METAL_FUNC vec<T, N> name(vec<T, N> x, vec<T, N> &second) {                             \
    vec<T, N> result;                                                                     \
    for (int i = 0; i < N; ++i) result[i] = name(x[i], second[i]);                        \
    return result;                                                                        \
  }
KERNEL_CONFORMANCE_SECOND_RESULT(modf)
KERNEL_CONFORMANCE_SECOND_RESULT(sincos)
#undef KERNEL_CONFORMANCE_SECOND_RESULT

#define KERNEL_CONFORMANCE_MATH_NAMES(do)                                                                  \
  do(abs) do(acos) do(acosh) do(asin) do(asinh) do(atan) do(atan2) do(atanh) do(ceil)      \
  do(clamp) do(copysign) do(cos) do(cosh) do(cospi) do(divide) do(exp) do(exp10) do(exp2)  \
  do(fabs) do(fdim) do(floor) do(fma) do(fmax) do(fmax3) do(fmedian3) do(fmin) do(fmin3)   \
  do(fmod) do(fract) do(frexp) do(ilogb) do(ldexp) do(log) do(log10) do(log2) do(max)      \
  do(max3) do(median3) do(min) do(min3) do(modf) do(nextafter) do(pow) do(powr) do(rint)   \
  do(round) do(rsqrt) do(sin) do(sincos) do(sinh) do(sinpi) do(sqrt) do(tan) do(tanh)      \
  do(tanpi) do(trunc)

#define KERNEL_CONFORMANCE_USING(name) using metal::name;
namespace precise {
KERNEL_CONFORMANCE_MATH_NAMES(KERNEL_CONFORMANCE_USING)
}
namespace fast {
KERNEL_CONFORMANCE_MATH_NAMES(KERNEL_CONFORMANCE_USING)
}
#undef KERNEL_CONFORMANCE_USING

}  // namespace metal
