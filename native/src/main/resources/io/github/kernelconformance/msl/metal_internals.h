// Names inside Apple's library that programs use nevertheless, such as __metal_exp(x, mode).
#pragma once

#include "metal_math.h"

#define __METAL_MAYBE_FAST_MATH__ 0
#define __METAL_FAST_MATH__ 0
#define __METAL_PRECISE_MATH__ 0

#define KERNEL_CONFORMANCE_INTERNAL_1(name)                                          \
  template <typename T>                                              \
  METAL_FUNC T __metal_##name(T x, int) {                            \
    return metal::name(x);                                           \
  }
#define KERNEL_CONFORMANCE_INTERNAL_2(name)                                          \
  template <typename T, typename U>                                  \
  METAL_FUNC T __metal_##name(T x, U y, int) {                       \
    return metal::name(x, y);                                        \
  }
#define KERNEL_CONFORMANCE_INTERNAL_3(name)                                          \
  template <typename T>                                              \
  METAL_FUNC T __metal_##name(T x, T y, T z, int) {                  \
    return metal::name(x, y, z);                                     \
  }

KERNEL_CONFORMANCE_INTERNAL_1(acos) KERNEL_CONFORMANCE_INTERNAL_1(acosh) KERNEL_CONFORMANCE_INTERNAL_1(asin) KERNEL_CONFORMANCE_INTERNAL_1(asinh)
KERNEL_CONFORMANCE_INTERNAL_1(atan) KERNEL_CONFORMANCE_INTERNAL_1(atanh) KERNEL_CONFORMANCE_INTERNAL_1(ceil) KERNEL_CONFORMANCE_INTERNAL_1(cos)
KERNEL_CONFORMANCE_INTERNAL_1(cosh) KERNEL_CONFORMANCE_INTERNAL_1(cospi) KERNEL_CONFORMANCE_INTERNAL_1(exp) KERNEL_CONFORMANCE_INTERNAL_1(exp10)
KERNEL_CONFORMANCE_INTERNAL_1(exp2) KERNEL_CONFORMANCE_INTERNAL_1(fabs) KERNEL_CONFORMANCE_INTERNAL_1(floor) KERNEL_CONFORMANCE_INTERNAL_1(fract)
KERNEL_CONFORMANCE_INTERNAL_1(log) KERNEL_CONFORMANCE_INTERNAL_1(log10) KERNEL_CONFORMANCE_INTERNAL_1(log2) KERNEL_CONFORMANCE_INTERNAL_1(rint)
KERNEL_CONFORMANCE_INTERNAL_1(round) KERNEL_CONFORMANCE_INTERNAL_1(rsqrt) KERNEL_CONFORMANCE_INTERNAL_1(sin) KERNEL_CONFORMANCE_INTERNAL_1(sinh)
KERNEL_CONFORMANCE_INTERNAL_1(sinpi) KERNEL_CONFORMANCE_INTERNAL_1(sqrt) KERNEL_CONFORMANCE_INTERNAL_1(tan) KERNEL_CONFORMANCE_INTERNAL_1(tanh)
KERNEL_CONFORMANCE_INTERNAL_1(tanpi) KERNEL_CONFORMANCE_INTERNAL_1(trunc)
KERNEL_CONFORMANCE_INTERNAL_2(atan2) KERNEL_CONFORMANCE_INTERNAL_2(divide) KERNEL_CONFORMANCE_INTERNAL_2(fmax) KERNEL_CONFORMANCE_INTERNAL_2(fmin)
KERNEL_CONFORMANCE_INTERNAL_2(fmod) KERNEL_CONFORMANCE_INTERNAL_2(ldexp) KERNEL_CONFORMANCE_INTERNAL_2(pow) KERNEL_CONFORMANCE_INTERNAL_2(powr)
KERNEL_CONFORMANCE_INTERNAL_3(fmax3) KERNEL_CONFORMANCE_INTERNAL_3(fmedian3) KERNEL_CONFORMANCE_INTERNAL_3(fmin3)

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

#undef KERNEL_CONFORMANCE_INTERNAL_1
#undef KERNEL_CONFORMANCE_INTERNAL_2
#undef KERNEL_CONFORMANCE_INTERNAL_3

#if __has_include("metal_simdgroup.h")
#include "metal_simdgroup.h"

#define KERNEL_CONFORMANCE_INTERNAL(name)                                            \
  template <typename T, typename... Arguments>                       \
  METAL_FUNC T __metal_simd_##name(T data, Arguments... arguments) { \
    return metal::simd_##name(data, arguments...);                   \
  }
KERNEL_CONFORMANCE_INTERNAL(broadcast) KERNEL_CONFORMANCE_INTERNAL(max) KERNEL_CONFORMANCE_INTERNAL(min)
KERNEL_CONFORMANCE_INTERNAL(prefix_exclusive_product) KERNEL_CONFORMANCE_INTERNAL(prefix_exclusive_sum)
KERNEL_CONFORMANCE_INTERNAL(prefix_inclusive_product) KERNEL_CONFORMANCE_INTERNAL(prefix_inclusive_sum)
KERNEL_CONFORMANCE_INTERNAL(product) KERNEL_CONFORMANCE_INTERNAL(shuffle) KERNEL_CONFORMANCE_INTERNAL(shuffle_and_fill_down)
KERNEL_CONFORMANCE_INTERNAL(shuffle_and_fill_up) KERNEL_CONFORMANCE_INTERNAL(shuffle_down) KERNEL_CONFORMANCE_INTERNAL(shuffle_rotate_down)
KERNEL_CONFORMANCE_INTERNAL(shuffle_rotate_up) KERNEL_CONFORMANCE_INTERNAL(shuffle_up) KERNEL_CONFORMANCE_INTERNAL(shuffle_xor)
KERNEL_CONFORMANCE_INTERNAL(sum)
#undef KERNEL_CONFORMANCE_INTERNAL

// Programs define these for floating-point types too, by way of float; such a one counts as an int.
#define KERNEL_CONFORMANCE_INTERNAL(name)                                                                  \
  template <typename T>                                                                    \
  METAL_FUNC T __metal_simd_##name(T data) {                                               \
    using Bits = metal::conditional_t<metal::is_floating_point_v<T>, int, T>;              \
    return static_cast<T>(metal::simd_##name(static_cast<Bits>(data)));                    \
  }
KERNEL_CONFORMANCE_INTERNAL(and) KERNEL_CONFORMANCE_INTERNAL(or) KERNEL_CONFORMANCE_INTERNAL(xor)
#undef KERNEL_CONFORMANCE_INTERNAL

METAL_FUNC ushort __metal_get_simdgroup_size(ushort) { return kernel_conformance::simd_width; }
METAL_FUNC ushort __metal_get_thread_index_in_simdgroup(ushort) {
  return static_cast<ushort>(kernel_conformance::lane_index());
}
#endif
