// Names inside Apple's library that programs use nevertheless, such as __metal_exp(x, mode).
#pragma once

#include "metal_math.h"

#define __METAL_MAYBE_FAST_MATH__ 0
#define __METAL_FAST_MATH__ 0
#define __METAL_PRECISE_MATH__ 0

#define KC_INTERNAL_1(name)                                          \
  template <typename T>                                              \
  METAL_FUNC T __metal_##name(T x, int) {                            \
    return metal::name(x);                                           \
  }
#define KC_INTERNAL_2(name)                                          \
  template <typename T, typename U>                                  \
  METAL_FUNC T __metal_##name(T x, U y, int) {                       \
    return metal::name(x, y);                                        \
  }
#define KC_INTERNAL_3(name)                                          \
  template <typename T>                                              \
  METAL_FUNC T __metal_##name(T x, T y, T z, int) {                  \
    return metal::name(x, y, z);                                     \
  }

KC_INTERNAL_1(acos) KC_INTERNAL_1(acosh) KC_INTERNAL_1(asin) KC_INTERNAL_1(asinh)
KC_INTERNAL_1(atan) KC_INTERNAL_1(atanh) KC_INTERNAL_1(ceil) KC_INTERNAL_1(cos)
KC_INTERNAL_1(cosh) KC_INTERNAL_1(cospi) KC_INTERNAL_1(exp) KC_INTERNAL_1(exp10)
KC_INTERNAL_1(exp2) KC_INTERNAL_1(fabs) KC_INTERNAL_1(floor) KC_INTERNAL_1(fract)
KC_INTERNAL_1(log) KC_INTERNAL_1(log10) KC_INTERNAL_1(log2) KC_INTERNAL_1(rint)
KC_INTERNAL_1(round) KC_INTERNAL_1(rsqrt) KC_INTERNAL_1(sin) KC_INTERNAL_1(sinh)
KC_INTERNAL_1(sinpi) KC_INTERNAL_1(sqrt) KC_INTERNAL_1(tan) KC_INTERNAL_1(tanh)
KC_INTERNAL_1(tanpi) KC_INTERNAL_1(trunc)
KC_INTERNAL_2(atan2) KC_INTERNAL_2(divide) KC_INTERNAL_2(fmax) KC_INTERNAL_2(fmin)
KC_INTERNAL_2(fmod) KC_INTERNAL_2(ldexp) KC_INTERNAL_2(pow) KC_INTERNAL_2(powr)
KC_INTERNAL_3(fmax3) KC_INTERNAL_3(fmedian3) KC_INTERNAL_3(fmin3)

template <typename T>
METAL_FUNC T __metal_fma(T x, T y, T z) {
  return metal::fma(x, y, z);
}
template <typename T>
METAL_FUNC T __metal_nextafter(T x, T y) {
  return metal::nextafter(x, y);
}
template <typename T>
METAL_FUNC T __metal_frexp(T x, int *exponent) {
  return metal::frexp(x, *exponent);
}

#undef KC_INTERNAL_1
#undef KC_INTERNAL_2
#undef KC_INTERNAL_3

#if __has_include("metal_simdgroup.h")
#include "metal_simdgroup.h"

#define KC_INTERNAL(name)                                            \
  template <typename T, typename... Arguments>                       \
  METAL_FUNC T __metal_simd_##name(T data, Arguments... arguments) { \
    return metal::simd_##name(data, arguments...);                   \
  }
KC_INTERNAL(broadcast) KC_INTERNAL(max) KC_INTERNAL(min)
KC_INTERNAL(prefix_exclusive_product) KC_INTERNAL(prefix_exclusive_sum)
KC_INTERNAL(prefix_inclusive_product) KC_INTERNAL(prefix_inclusive_sum)
KC_INTERNAL(product) KC_INTERNAL(shuffle) KC_INTERNAL(shuffle_and_fill_down)
KC_INTERNAL(shuffle_and_fill_up) KC_INTERNAL(shuffle_down) KC_INTERNAL(shuffle_rotate_down)
KC_INTERNAL(shuffle_rotate_up) KC_INTERNAL(shuffle_up) KC_INTERNAL(shuffle_xor)
KC_INTERNAL(sum)
#undef KC_INTERNAL

// Programs define these for floating-point types too, by way of float; such a one counts as an int.
#define KC_INTERNAL(name)                                                                  \
  template <typename T>                                                                    \
  METAL_FUNC T __metal_simd_##name(T data) {                                               \
    using Bits = metal::conditional_t<metal::is_floating_point_v<T>, int, T>;              \
    return static_cast<T>(metal::simd_##name(static_cast<Bits>(data)));                    \
  }
KC_INTERNAL(and) KC_INTERNAL(or) KC_INTERNAL(xor)
#undef KC_INTERNAL

METAL_FUNC ushort __metal_get_simdgroup_size(ushort) { return kernel_conformance::simd_width; }
METAL_FUNC ushort __metal_get_thread_index_in_simdgroup(ushort) {
  return static_cast<ushort>(kernel_conformance::kernel_conformance_lane->index);
}
#endif
