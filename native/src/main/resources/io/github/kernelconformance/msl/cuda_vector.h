// "Scalar and Vector Operators": the operators of vectors, component by component. NVRTC has no vectors
// that know arithmetic.
#pragma once

#include "metal_type_traits.h"

namespace kernel_conformance {

template <typename T, int N, typename U>
METAL_FUNC constexpr vec<T, N> convert(const vec<U, N> &v) {
  if constexpr (N == 2) {
    return vec<T, N>(T(v.x), T(v.y));
  } else if constexpr (N == 3) {
    return vec<T, N>(T(v.x), T(v.y), T(v.z));
  } else {
    return vec<T, N>(T(v.x), T(v.y), T(v.z), T(v.w));
  }
}

// A shift takes its count modulo the width of a component.
template <typename T>
constexpr T shift_mask = static_cast<T>(8 * sizeof(T) - 1);

}  // namespace kernel_conformance

// R of `of` p and q for all components p of a and q of b.
#define KERNEL_CONFORMANCE_COMPONENTWISE(R, of)                                                \
  if constexpr (size == 2) {                                                                  \
    return vec<R, size>(of(a.x, b.x), of(a.y, b.y));                                           \
  } else if constexpr (size == 3) {                                                           \
    return vec<R, size>(of(a.x, b.x), of(a.y, b.y), of(a.z, b.z));                             \
  } else {                                                                                    \
    return vec<R, size>(of(a.x, b.x), of(a.y, b.y), of(a.z, b.z), of(a.w, b.w));               \
  }
#define KERNEL_CONFORMANCE_BINARY(op)                                                         \
  METAL_FUNC friend constexpr vec operator op(const vec &a, const vec &b) {                   \
    const auto of = [](T p, T q) { return T(p op q); };                                        \
    KERNEL_CONFORMANCE_COMPONENTWISE(T, of)                                                    \
  }                                                                                           \
  METAL_FUNC friend constexpr vec &operator op##=(vec &a, const vec &b) { return a = a op b; }
#define KERNEL_CONFORMANCE_SHIFT(op)                                                          \
  METAL_FUNC friend constexpr vec operator op(const vec &a, const vec &b) {                   \
    const auto of = [](T p, T q) {                                                             \
      return T(p op (q & kernel_conformance::shift_mask<T>));                                  \
    };                                                                                        \
    KERNEL_CONFORMANCE_COMPONENTWISE(T, of)                                                    \
  }                                                                                           \
  METAL_FUNC friend constexpr vec &operator op##=(vec &a, const vec &b) { return a = a op b; }
#define KERNEL_CONFORMANCE_COMPARISON(op)                                                     \
  METAL_FUNC friend constexpr vec<bool, size> operator op(const vec &a, const vec &b) {       \
    const auto of = [](T p, T q) { return p op q; };                                           \
    KERNEL_CONFORMANCE_COMPONENTWISE(bool, of)                                                 \
  }

namespace kernel_conformance {

template <typename T, int N>
METAL_FUNC constexpr vec<T, N> negated(const vec<T, N> &v) {
  vec<T, N> result{};
  for (int i = 0; i < N; ++i) result[i] = T(-v[i]);
  return result;
}
template <typename T, int N>
METAL_FUNC constexpr vec<T, N> inverted(const vec<T, N> &v) {
  vec<T, N> result{};
  for (int i = 0; i < N; ++i) result[i] = T(~v[i]);
  return result;
}

}  // namespace kernel_conformance
