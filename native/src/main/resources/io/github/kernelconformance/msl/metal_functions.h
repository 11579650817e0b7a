// How the library defines a function for every type that MSL has it for. Scalars get overloads of
// their own, so that a call with mixed types resolves, or is ambiguous, as in MSL. bfloat gets a
// template, so that a program may define the function for bfloat itself, as programs for Metal do.
// Vectors take their operands as vectors, packed vectors or scalars, at least one a vector.
#pragma once

#include "metal_vector.h"

namespace kernel_conformance {

template <typename T>
using if_bfloat = enable_if_t<metal::is_same_v<T, bfloat>, int>;

#define KERNEL_CONFORMANCE_INTEGERS(do) \
  do(char) do(uchar) do(short) do(ushort) do(int) do(uint) do(long) do(ulong)

// name of vectors, from name of their components.
#define KERNEL_CONFORMANCE_VECTOR_1(name)                                                           \
  template <typename A, typename V = kernel_conformance::vector_among<A>>           \
  METAL_FUNC constexpr auto name(A a) {                                             \
    const V x = a;                                                                  \
    return kernel_conformance::each([](auto p) { return name(p); }, x);             \
  }
#define KERNEL_CONFORMANCE_VECTOR_2(name)                                                           \
  template <typename A, typename B, typename V = kernel_conformance::vector_among<A, B>> \
  METAL_FUNC constexpr auto name(A a, B b) {                                        \
    const V x = a, y = b;                                                           \
    return kernel_conformance::each([](auto p, auto q) { return name(p, q); }, x, y); \
  }
#define KERNEL_CONFORMANCE_VECTOR_3(name)                                                           \
  template <typename A, typename B, typename C,                                     \
            typename V = kernel_conformance::vector_among<A, B, C>>                 \
  METAL_FUNC constexpr auto name(A a, B b, C c) {                                   \
    const V x = a, y = b, z = c;                                                    \
    return kernel_conformance::each(                                                \
        [](auto p, auto q, auto r) { return name(p, q, r); }, x, y, z);             \
  }

// name for every floating-point type, from an expression in floats x, y, z.
#define KERNEL_CONFORMANCE_MATH_SCALAR_1(name, ...)                                                 \
  METAL_FUNC float name(float x) { return __VA_ARGS__; }                            \
  METAL_FUNC half name(half x) { return half(name(float(x))); }                     \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>                       \
  METAL_FUNC T name(T x) { return T(name(float(x))); }
#define KERNEL_CONFORMANCE_MATH_SCALAR_2(name, ...)                                                 \
  METAL_FUNC float name(float x, float y) { return __VA_ARGS__; }                   \
  METAL_FUNC half name(half x, half y) { return half(name(float(x), float(y))); }   \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>                       \
  METAL_FUNC T name(T x, T y) { return T(name(float(x), float(y))); }
#define KERNEL_CONFORMANCE_MATH_SCALAR_3(name, ...)                                                 \
  METAL_FUNC float name(float x, float y, float z) { return __VA_ARGS__; }          \
  METAL_FUNC half name(half x, half y, half z) {                                    \
    return half(name(float(x), float(y), float(z)));                                \
  }                                                                                 \
  template <typename T, kernel_conformance::if_bfloat<T> = 0>                       \
  METAL_FUNC T name(T x, T y, T z) { return T(name(float(x), float(y), float(z))); }

#define KERNEL_CONFORMANCE_MATH_1(name, ...) KERNEL_CONFORMANCE_MATH_SCALAR_1(name, __VA_ARGS__) KERNEL_CONFORMANCE_VECTOR_1(name)
#define KERNEL_CONFORMANCE_MATH_2(name, ...) KERNEL_CONFORMANCE_MATH_SCALAR_2(name, __VA_ARGS__) KERNEL_CONFORMANCE_VECTOR_2(name)
#define KERNEL_CONFORMANCE_MATH_3(name, ...) KERNEL_CONFORMANCE_MATH_SCALAR_3(name, __VA_ARGS__) KERNEL_CONFORMANCE_VECTOR_3(name)

// name for half, bfloat and vectors, from name(float, float &), which has a second result.
#define KERNEL_CONFORMANCE_SECOND_RESULT(name) \
  template <typename T, enable_if_t<is_same_v<T, half> || is_same_v<T, bfloat>, int> = 0> \
  METAL_FUNC T name(T x, T &second) { \
    float other; \
    const T result = T(name(float(x), other)); \
    second = T(other); \
    return result; \
  } \
  template <typename T, int N> \
  METAL_FUNC vec<T, N> name(vec<T, N> x, vec<T, N> &second) { \
    vec<T, N> result; \
    for (int i = 0; i < N; ++i) result[i] = name(x[i], second[i]); \
    return result; \
  }

}  // namespace kernel_conformance
