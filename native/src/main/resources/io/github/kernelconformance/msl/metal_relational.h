// "Relational Functions".
#pragma once

#include "metal_functions.h"

namespace metal {

#define KERNEL_CONFORMANCE_RELATIONAL_1(name, ...)                                          \
  METAL_FUNC bool name(float x) { return __VA_ARGS__; }                     \
  METAL_FUNC bool name(half x) { return __VA_ARGS__; }                      \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>               \
  METAL_FUNC bool name(T b) {                                               \
    const float x = b;                                                      \
    return __VA_ARGS__;                                                     \
  }                                                                         \
  KERNEL_CONFORMANCE_VECTOR_1(name)
#define KERNEL_CONFORMANCE_RELATIONAL_2(name, ...)                                          \
  METAL_FUNC bool name(float x, float y) { return __VA_ARGS__; }            \
  METAL_FUNC bool name(half x, half y) { return __VA_ARGS__; }              \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>               \
  METAL_FUNC bool name(T x, T y) {                                          \
    return name(float(x), float(y));                                        \
  }                                                                         \
  KERNEL_CONFORMANCE_VECTOR_2(name)

KERNEL_CONFORMANCE_RELATIONAL_1(isnan, x != x)
KERNEL_CONFORMANCE_RELATIONAL_1(isinf, __builtin_isinf(x))
KERNEL_CONFORMANCE_RELATIONAL_1(isfinite, __builtin_isfinite(x))
KERNEL_CONFORMANCE_RELATIONAL_1(isnormal, __builtin_isnormal(x))
KERNEL_CONFORMANCE_RELATIONAL_1(signbit, __builtin_signbit(x))
KERNEL_CONFORMANCE_RELATIONAL_2(isordered, x == x && y == y)
KERNEL_CONFORMANCE_RELATIONAL_2(isunordered, x != x || y != y)

#undef KERNEL_CONFORMANCE_RELATIONAL_1
#undef KERNEL_CONFORMANCE_RELATIONAL_2

METAL_FUNC constexpr bool all(bool x) { return x; }
METAL_FUNC constexpr bool any(bool x) { return x; }
METAL_FUNC constexpr bool all(vec<bool, 2> v) { return v.x && v.y; }
METAL_FUNC constexpr bool any(vec<bool, 2> v) { return v.x || v.y; }
METAL_FUNC constexpr bool all(vec<bool, 3> v) { return v.x && v.y && v.z; }
METAL_FUNC constexpr bool any(vec<bool, 3> v) { return v.x || v.y || v.z; }
METAL_FUNC constexpr bool all(vec<bool, 4> v) { return v.x && v.y && v.z && v.w; }
METAL_FUNC constexpr bool any(vec<bool, 4> v) { return v.x || v.y || v.z || v.w; }

// b where the condition holds, else a.
template <typename T, enable_if_t<is_arithmetic_v<T>, int> = 0>
METAL_FUNC constexpr T select(T a, T b, bool condition) {
  return condition ? b : a;
}
template <typename A, typename B, typename C, typename V = kernel_conformance::vector_among<A, B>>
METAL_FUNC constexpr V select(A a, B b, C condition) {
  const V x = a, y = b;
  const vec<bool, V::size> where = condition;
  return kernel_conformance::each([](auto p, auto q, bool r) { return r ? q : p; }, x, y, where);
}

}  // namespace metal
